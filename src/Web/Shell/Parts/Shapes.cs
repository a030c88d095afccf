namespace Doorstep.Web.Shell.Parts;

/// <summary>The drawings behind <see cref="Icon"/>, by name; constants of ours, so they may go into a page as they are.</summary>
internal static class Shapes
{
    private static readonly Dictionary<string, string> Drawn = new(StringComparer.Ordinal)
    {
        ["pin"] = """<path d="M12 21s7-6.2 7-11.5A7 7 0 0 0 5 9.5C5 14.8 12 21 12 21z"/><circle cx="12" cy="9.5" r="2.5"/>""",
        ["bolt"] = """<path d="M13.5 3 5.5 13.5H11L9.5 21l9-11.5H13z"/>""",
        ["list"] = """<path d="M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01"/>""",
        ["person"] = """<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5"/>""",
        ["map"] = """<path d="m3.5 6 5.5-2 6 2 5.5-2v14l-5.5 2-6-2-5.5 2zM9 4v14M15 6v14"/>""",
        ["chart"] = """<path d="M4 4v16h16M7 15h3v-5h4v3h3V7h3"/>""",
        ["search"] = """<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>""",
        ["lock"] = """<rect x="5" y="10.5" width="14" height="10" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>""",
        ["alert"] = """<path d="M12 3.5 2.5 20h19zM12 10v4.5M12 17.3v.01"/>""",
        ["offline"] = """<path d="M3 3l18 18M8.5 16a5 5 0 0 1 6-.7M5 12.5a10 10 0 0 1 4-2.3M19 12.5a10 10 0 0 0-6-2.9M2.5 9A14 14 0 0 1 6 6.7M21.5 9A14 14 0 0 0 10.5 5.1M12 19.5v.01"/>""",
        ["info"] = """<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.7v.01"/>""",
        ["check"] = """<circle cx="12" cy="12" r="9"/><path d="m8 12.3 2.8 2.7L16 9.5"/>""",
        ["cross"] = """<circle cx="12" cy="12" r="9"/><path d="m9 9 6 6M15 9l-6 6"/>""",
        ["circle"] = """<circle cx="12" cy="12" r="9"/>""",
        ["wait"] = """<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.2 2"/>""",
        ["here"] = """<circle cx="12" cy="12" r="6.5"/><circle cx="12" cy="12" r="1.8"/><path d="M12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3"/>""",
        ["wallet"] = """<path d="M4 7.5A2.5 2.5 0 0 1 6.5 5H17v3M4 7.5V17a2.5 2.5 0 0 0 2.5 2.5H20V8H6.5"/><path d="M16 13.7h.01"/>""",
        ["car"] = """<path d="M4 16.5v-4l2-5.5h12l2 5.5v4zM4 12.5h16M5.5 16.5v2.5M18.5 16.5v2.5M7.5 14.5h.01M16.5 14.5h.01"/>""",
        ["card"] = """<rect x="3" y="5.5" width="18" height="13" rx="2"/><path d="M3 10h18M7 15h4"/>""",
        ["print"] = """<path d="M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z"/>""",
        ["camera"] = """<path d="M4 8V5a1 1 0 0 1 1-1h3M16 4h3a1 1 0 0 1 1 1v3M20 16v3a1 1 0 0 1-1 1h-3M8 20H5a1 1 0 0 1-1-1v-3M4 12h16"/>""",
        ["shield"] = """<path d="M12 3 4.5 6v5.5c0 4.5 3 8 7.5 9.5 4.5-1.5 7.5-5 7.5-9.5V6z"/><path d="m9 12 2.2 2.2L15.2 10"/>""",
        ["house"] = """<path d="M4 11.5 12 4l8 7.5V20H4zM10 20v-5.5h4V20"/>""",
        ["settings"] = """<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>""",
        ["wall"] = """<rect x="4" y="4" width="7" height="7" rx="1"/><rect x="13" y="4" width="7" height="7" rx="1"/><rect x="4" y="13" width="7" height="7" rx="1"/><rect x="13" y="13" width="7" height="7" rx="1"/>""",
        ["bell"] = """<path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10 21h4"/>""",
        ["sun"] = """<circle cx="12" cy="12" r="4"/><path d="M12 2.5v2.5M12 19v2.5M2.5 12H5M19 12h2.5M5.3 5.3 7 7M17 17l1.7 1.7M5.3 18.7 7 17M17 7l1.7-1.7"/>""",
        ["moon"] = """<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z"/>""",
        ["next"] = """<path d="m9 5 7 7-7 7"/>""",
        ["back"] = """<path d="m15 5-7 7 7 7"/>""",
        ["message"] = """<path d="M4 5h16v11H9.5L5 19.5V16H4z"/>""",
        ["download"] = """<path d="M12 4v11M7.5 11 12 15.5 16.5 11M5 20h14"/>""",
        ["plug"] = """<path d="M9 3v5M15 3v5M6.5 8h11v3a5.5 5.5 0 0 1-11 0zM12 16.5V21"/>""",
        ["key"] = """<circle cx="8" cy="15.5" r="4"/><path d="M11 12.5 20 3.5M16 7.5l3 3M13.5 10l2 2"/>""",
        ["roof"] = """<path d="M3 11 12 5l9 6M6 10v9M18 10v9"/>""",
    };

    public static IEnumerable<string> Names => Drawn.Keys;

    /// <summary>The inside of the drawing; an unknown name is a bug of the page.</summary>
    public static string Of(string name) => Drawn.TryGetValue(name, out var shape) ? shape : throw new ArgumentException($"No icon is called {name}", nameof(name));
}
