using Doorstep.App.Stations;
using Doorstep.App.Store.Rows;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.Texts;

/// <summary>What a message to a resident says, in the language of the request.</summary>
public sealed class MessageSentences(IStringLocalizer<Words> words, Figures say, PileDirectory piles, StationDirectory stations)
{
    public string Of(MessageRow message)
    {
        var place = piles.Find(message.Pile) is { } pile && stations.Find(pile.Station) is { } station ? Names.Of(station) : Figures.Grouped(message.Pile);
        return words[
            $"Message.{message.Kind}.Text",
            place,
            say.Kwh(message.Energy),
            message.Total is { } total ? say.Yuan(total) : "",
            message.Reason is { } reason ? words.Why(reason) : ""];
    }
}
