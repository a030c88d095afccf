using Doorstep.App.Charging;
using Doorstep.App.Stations;
using Doorstep.Rules;

namespace Doorstep.App.Live;

/// <summary>What happens with transactions.</summary>
public sealed record TransactionVoices(BeginTransaction Begin, TakeReadings Readings, EndTransaction End, TakeRecord Record);

/// <summary>Every use case a pile's words can lead to.</summary>
public sealed record PileVoices(HearLink Link, HearStatus Status, TransactionVoices Transactions, AuthoriseCard Cards, PassTime Beat, SessionBook Book)
{
    public async Task Note(LivePile pile, PileNote note, CancellationToken ct) => await Book.Note(pile, note.Connector, note.Kind, note.Text, ct);
}

/// <summary>Every use case people's wishes for a station can lead to.</summary>
public sealed record PeopleVoices(OpenSession Open, CloseSession Close, OrderPile Order, LookAtStation Look, PileDirectory Piles)
{
    public LivePile? Pile(LiveStation station, PileId pile) => Piles.Find(pile) is { } entry && entry.Station == station.Id ? station.Pile(entry) : null;
}
