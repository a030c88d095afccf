using Doorstep.App.Charging;
using Doorstep.App.Stations;
using Doorstep.Rules.Charging;
using Doorstep.Wire.Ykc;
using PileNumber = Doorstep.Wire.Ykc.PileNumber;

namespace Doorstep.App.Devices;

/// <summary>How a conversation sends frames.</summary>
public interface IYkcVoice
{
    /// <summary>Answers a frame under its own two sequence bytes.</summary>
    void Reply(ushort sequence, YkcMessage message);

    /// <summary>Says something of our own; returns its sequence.</summary>
    ushort Say(YkcMessage message);
}

/// <summary>A conversation with one pile, which may share its socket with others; only one thread at a time speaks here.</summary>
public sealed class YkcTalk(PileNumber number, PileEntry pile, PileOrigin origin, IStationGrain owner, IYkcVoice voice)
{
    private readonly SortedDictionary<int, YkcGun> guns = [];
    private readonly HashSet<byte> strange = [];

    public PileNumber Number => number;

    public PileEntry Pile => pile;

    public PileOrigin Origin => origin;

    public IStationGrain Owner => owner;

    public IYkcVoice Voice => voice;

    internal List<YkcQuestion> Questions { get; } = [];

    internal bool IsAsking => Questions.Count > 0;

    internal IEnumerable<YkcGun> Guns => guns.Values;

    /// <summary>The prices the pile has from us on this link.</summary>
    internal BillingModel? Model { get; set; }

    internal long? SyncedAt { get; set; }

    internal bool Locked { get; set; }

    internal byte PowerPercent { get; set; } = 100;

    /// <summary>The last word of each ground lock.</summary>
    internal Dictionary<int, GroundLockReport> GroundLocks { get; } = [];

    /// <summary>Null for a gun this pile does not have.</summary>
    internal YkcGun? Gun(int gun)
    {
        if (!guns.TryGetValue(gun, out var found) && gun > 0 && !pile.Lacks(gun))
        {
            found = new YkcGun(gun);
            guns.Add(gun, found);
        }

        return found;
    }

    public Task Note(int? connector, string kind, string text) => owner.Note(origin, new PileNote(connector, kind, text));

    /// <summary>True the first time a message type of this kind is met.</summary>
    internal bool IsNew(byte type) => strange.Add(type);

    internal void Ask(YkcMessage question, YkcQuestion remembered)
    {
        remembered.Sequence = voice.Say(question);
        Questions.Add(remembered);
    }

    /// <summary>The question an answer belongs to: by its sequence, else (firmware that counts for itself) the oldest it fits.</summary>
    internal YkcQuestion? Answered(byte type, ushort sequence, Func<YkcQuestion, bool> fits)
    {
        var found = Questions.Find(q => q.Answer == type && q.Sequence == sequence && fits(q)) ?? Questions.Find(q => q.Answer == type && fits(q));
        if (found is not null)
        {
            Questions.Remove(found);
        }

        return found;
    }
}

/// <summary>A message of ours that the pile owes an answer to.</summary>
internal sealed record YkcQuestion(byte Answer, long Command, int Gun, long Since)
{
    public TransactionNumber Transaction { get; init; }

    /// <summary>The pile refused because no car is plugged in; a plug within 60 s brings a second answer (§2.4).</summary>
    public bool WaitsForPlug { get; init; }

    public ushort Sequence { get; set; }
}

/// <summary>What a link remembers of a gun between two messages.</summary>
internal sealed class YkcGun(int number)
{
    public int Number => number;

    public ReportedStatus? Status { get; set; }

    public string Fault { get; set; } = "";

    /// <summary>The charge its readings belong to.</summary>
    public TransactionNumber Running { get; set; }

    /// <summary>That charge is none of ours; its record will tell.</summary>
    public bool IsForeign { get; set; }

    /// <summary>The charge whose record we have; what comes late for it is not read.</summary>
    public TransactionNumber Recorded { get; set; }

    /// <summary>It has charged since the car was plugged in.</summary>
    public bool HasCharged { get; set; }

    /// <summary>From the car's own frames, tenths of a percent and of a degree.</summary>
    public int? StateOfCharge { get; set; }

    public int? Temperature { get; set; }

    public ushort BmsBits { get; set; }

    /// <summary>Readings heard and not yet handed on.</summary>
    public List<Reading> Readings { get; set; } = [];
}
