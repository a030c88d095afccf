namespace Doorstep.Simulator.City;

/// <summary>A built-up part of the city: a grid of streets with blocks between them, each block in a street of the real divisions.</summary>
/// <param name="Divisions">Codes from west to east; the blocks are shared out among them by column.</param>
internal sealed record Town(Frame Frame, int Columns, int Rows, IReadOnlyList<string> Divisions)
{
    private const double BlockMetres = 700;

    public static readonly IReadOnlyList<Town> All =
    [
        new(new(114.8900, 30.3860, 6), 12, 7, ["420704400", "420704003", "420704002", "420704001", "420704102"]),
        new(new(114.6770, 30.5270, -9), 5, 4, ["420703400", "420703101"]),
        new(new(115.0350, 30.3410, 4), 4, 4, ["420704401", "420704107"]),
        new(new(114.5450, 30.2700, 12), 4, 3, ["420702400"]),
    ];

    /// <summary>Where the street of that column runs, metres east of the centre.</summary>
    public double East(int column) => ((column - (Columns / 2.0)) * BlockMetres) + Sway(column, 17);

    /// <summary>Where the street of that row runs, metres north of the centre.</summary>
    public double North(int row) => ((row - (Rows / 2.0)) * BlockMetres) + Sway(row, 29);

    public string DivisionOf(int column) => Divisions[column * Divisions.Count / Columns];

    /// <summary>No two blocks are quite alike; the sway is the town's own and needs no chance.</summary>
    private static double Sway(int line, int salt) => ((line * salt * 37 % 100) - 50) * 1.2;
}
