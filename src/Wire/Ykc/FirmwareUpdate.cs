namespace Doorstep.Wire.Ykc;

/// <summary>Outcome of a firmware update (0x93).</summary>
public enum UpdateOutcome : byte
{
    /// <summary>Success.</summary>
    Done = 0,

    /// <summary>Not this pile's number.</summary>
    NumberMismatch = 1,

    /// <summary>Not for this model.</summary>
    ModelMismatch = 2,

    /// <summary>The download took too long.</summary>
    DownloadTimeout = 3,
}

/// <summary>0x94 ↓ firmware update from an FTP server.</summary>
public sealed record FirmwareUpdate : YkcMessage
{
    internal const byte Code = 0x94;

    /// <inheritdoc/>
    public override byte Type => Code;

    /// <inheritdoc/>
    public override required PileNumber Pile { get; init; }

    /// <summary>1 DC, 2 AC by the protocol's table (one implementation reads 0 and 1).</summary>
    public required byte Model { get; init; }

    /// <summary>Rated power in kW.</summary>
    public required ushort PowerKw { get; init; }

    /// <summary>Server address, at most 16 characters.</summary>
    public required string Server { get; init; }

    /// <summary>Port.</summary>
    public required ushort Port { get; init; }

    /// <summary>User, at most 16 characters.</summary>
    public required string User { get; init; }

    /// <summary>Password, at most 16 characters.</summary>
    public required string Password { get; init; }

    /// <summary>Path, at most 32 characters.</summary>
    public required string Path { get; init; }

    /// <summary>At once or when idle.</summary>
    public required ExecuteWhen When { get; init; }

    /// <summary>Minutes allowed for the download.</summary>
    public required byte TimeoutMinutes { get; init; }

    internal static FirmwareUpdate Read(ref BodyReader from) => new()
    {
        Pile = from.Pile(),
        Model = from.U8(),
        PowerKw = from.U16(),
        Server = from.Text(16),
        Port = from.U16(),
        User = from.Text(16),
        Password = from.Text(16),
        Path = from.Text(32),
        When = (ExecuteWhen)from.U8(),
        TimeoutMinutes = from.U8(),
    };

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.U8(Model);
        to.U16(PowerKw);
        to.Text(Server, 16);
        to.U16(Port);
        to.Text(User, 16);
        to.Text(Password, 16);
        to.Text(Path, 32);
        to.U8((byte)When);
        to.U8(TimeoutMinutes);
    }
}

/// <summary>0x93 ↑ outcome of 0x94; on the wire 0 is success.</summary>
public sealed record FirmwareUpdateReply(PileNumber Pile, UpdateOutcome Outcome) : YkcMessage
{
    internal const byte Code = 0x93;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static FirmwareUpdateReply Read(ref BodyReader from) => new(from.Pile(), (UpdateOutcome)from.U8());

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.U8((byte)Outcome);
    }
}
