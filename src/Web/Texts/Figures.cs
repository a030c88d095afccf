using System.Globalization;
using Doorstep.App;
using Doorstep.Rules;
using Doorstep.Rules.Stations;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.Texts;

/// <summary>How figures are said, in one place: energy, power, money, prices, lengths, times; in the language of the request.</summary>
public sealed class Figures(IStringLocalizer<Words> words, CityClock clock)
{
    private static CultureInfo Culture => CultureInfo.CurrentCulture;

    /// <summary>Now, on the city's clock.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>12.34 kWh: two decimals while charging.</summary>
    public string Kwh(Energy energy) => words["Unit.Kwh", Number(energy.KilowattHours, 2)];

    /// <summary>12.34 without its unit, for a figure that stands large.</summary>
    public static string KwhShort(Energy energy) => Number(energy.KilowattHours, 2);

    /// <summary>12.345 without its unit: three decimals, as on a bill.</summary>
    public static string KwhOfBill(Energy energy) => Number(energy.KilowattHours, 3);

    public string Kw(Power power) => words["Unit.Kw", Number(power.Kilowatts, 1)];

    /// <summary>60 kW, 7.5 kW: what something is built for, with no more decimals than it has.</summary>
    public string KwRated(Power power) => words["Unit.Kw", decimal.Round(power.Kilowatts, 1, MidpointRounding.AwayFromZero).ToString("#,##0.#", Culture)];

    /// <summary>50 元: a round sum on a button.</summary>
    public string YuanRound(Money money) => words["Unit.Yuan", money.Yuan.ToString("#,##0.##", Culture)];

    /// <summary>12.30 元, ¥12.30.</summary>
    public string Yuan(Money money) => words["Unit.Yuan", Amount(money)];

    /// <summary>12.30, for columns whose head names the unit.</summary>
    public static string Amount(Money money) => Number(money.Yuan, 2);

    /// <summary>0.5832 元/度: as many of four decimals as are needed, at least two.</summary>
    public string Price(UnitPrice price) => words["Unit.Price", PriceAmount(price)];

    public static string PriceAmount(UnitPrice price) => decimal.Round(price.YuanPerKilowattHour, 4, MidpointRounding.AwayFromZero).ToString("0.00##", Culture);

    /// <summary>320 米, 1.2 公里.</summary>
    public string Length(Metres metres) => metres.Value < 995
        ? words["Unit.Metres", Number((decimal)(Math.Round(metres.Value / 10) * 10), 0)]
        : words["Unit.Kilometres", Number((decimal)metres.Value / 1000, 1)];

    /// <summary>步行 4 分钟 · 320 米; an estimated way says so.</summary>
    public string Walk(Walk walk) => words[walk.Estimated ? "Say.WalkEstimated" : "Say.Walk", Math.Max(1, walk.Minutes), Length(walk.Length)];

    /// <summary>今天 22:40, 明天 06:00, 7月3日 22:40, with the year when it is another.</summary>
    public string When(DateTimeOffset at)
    {
        var local = Local(at);
        var today = DateOnly.FromDateTime(Local(clock.GetUtcNow()).DateTime);
        var day = DateOnly.FromDateTime(local.DateTime);
        return words["Say.DayAndTime", Day(day, today), TimeOfDay(local)];
    }

    /// <summary>今天, 昨天, 7月3日, 2025年7月3日.</summary>
    public string Day(DateOnly day) => Day(day, DateOnly.FromDateTime(Local(clock.GetUtcNow()).DateTime));

    /// <summary>22:40 on the city's own clock.</summary>
    public string Clock(DateTimeOffset at) => TimeOfDay(Local(at));

    /// <summary>2026-07-03 22:40:05, where a record must be exact.</summary>
    public string Exactly(DateTimeOffset at) => Local(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>1 小时 20 分钟, 45 分钟, 30 秒.</summary>
    public string Lasting(TimeSpan time)
    {
        var whole = time < TimeSpan.Zero ? TimeSpan.Zero : time;
        return whole switch
        {
            { TotalHours: >= 1 } => words["Say.HoursMinutes", (int)whole.TotalHours, whole.Minutes],
            { TotalMinutes: >= 1 } => words["Say.Minutes", (int)whole.TotalMinutes],
            _ => words["Say.Seconds", (int)whole.TotalSeconds],
        };
    }

    /// <summary>34%, from tenths of a percent.</summary>
    public string Percent(int tenths) => words["Unit.Percent", Number(tenths / 10m, 0)];

    /// <summary>A pile's fourteen digits in groups of four.</summary>
    public static string Grouped(PileId pile) => string.Join(' ', (pile.Value ?? "").Chunk(4).Select(c => new string(c)));

    /// <summary>138****5678: a phone number on a page its owner may show to others.</summary>
    public static string MaskedPhone(string? phone) => phone?.Replace("+86", "", StringComparison.Ordinal) is { Length: >= 8 } home ? $"{home[..^8]}****{home[^4..]}" : phone ?? "";

    private static string Number(decimal value, int decimals) =>
        decimal.Round(value, decimals, MidpointRounding.AwayFromZero).ToString($"N{decimals.ToString(CultureInfo.InvariantCulture)}", Culture);

    private static string TimeOfDay(DateTimeOffset local) => local.ToString("HH:mm", CultureInfo.InvariantCulture);

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, clock.LocalTimeZone);

    private string Day(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => words["Say.Today"],
        -1 => words["Say.Yesterday"],
        1 => words["Say.Tomorrow"],
        _ when day.Year == today.Year => day.ToString(words["Format.Day"], Culture),
        _ => day.ToString(words["Format.DayOfYear"], Culture),
    };
}
