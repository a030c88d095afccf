using Doorstep.App.Charging;
using Doorstep.Wire.Ykc;

namespace Doorstep.App.Devices;

/// <summary>A driver asks at the pile (0x31): the owner decides, the answer is 0x32 with our number.</summary>
internal sealed class YkcStarts(YkcPrices prices)
{
    private const string NoBytes = "00000000";

    public async Task<StartDecision> Decide(StartRequest request, YkcTalk talk)
    {
        if (request.Mode != StartMode.Card)
        {
            return No(request, request.Mode == StartMode.Vin ? StartRefusal.UnknownVin : StartRefusal.NoAccount);
        }

        if (talk.Gun(request.Gun.Number) is not { } gun)
        {
            return No(request, StartRefusal.PileDisabled);
        }

        if (prices.Of(talk.Pile.Station).Refusal is { } refusal)
        {
            await talk.Note(gun.Number, "alert", $"no prices for this pile: {refusal}");
            return No(request, StartRefusal.PileDisabled);
        }

        var answer = await Ask(request.Card, gun.Number, talk);
        return TransactionNumber.TryParse(answer.Transaction, out var number)
            ? new StartDecision { Transaction = number, Pile = request.Pile, Gun = request.Gun, BalanceFen = YkcWords.Fen(answer.Held), Accepted = answer.Verdict == CardVerdict.Accepted }
            : No(request, YkcWords.Refusal(answer));
    }

    /// <summary>A card's number of four bytes arrives filled up to eight; it may be recorded either way.</summary>
    private static async Task<CardStartAnswer> Ask(Code8 card, int gun, YkcTalk talk)
    {
        var text = card.ToString();
        var answer = await talk.Owner.StartByCard(talk.Origin, new CardShown(gun, text));
        return answer.Verdict == CardVerdict.Unknown && !card.IsNone && text.StartsWith(NoBytes, StringComparison.Ordinal)
            ? await talk.Owner.StartByCard(talk.Origin, new CardShown(gun, text[NoBytes.Length..]))
            : answer;
    }

    private static StartDecision No(StartRequest request, StartRefusal why) =>
        new() { Transaction = default, Pile = request.Pile, Gun = request.Gun, Accepted = false, Refusal = why };
}
