namespace Doorstep.Plan.Siting.Classic;

/// <summary>The classic location models, as the literature names them.</summary>
public enum LocationModel
{
    /// <summary>Location set covering (Toregas 1971): the cheapest sites that reach every point within the radius.</summary>
    Lscp,

    /// <summary>Maximal covering (Church and ReVelle 1974): the most demand reached within the radius, under a count or a budget.</summary>
    Mclp,

    /// <summary>p-median (Hakimi 1964): p sites, the least total cost of serving every point from its nearest.</summary>
    PMedian,

    /// <summary>p-centre (Hakimi 1964): p sites, the least distance of the worst-served point.</summary>
    PCentre,

    /// <summary>Capacitated p-median: p sites, every point served whole by one site, loads within capacity.</summary>
    CapacitatedPMedian,

    /// <summary>Capacitated facility location, multiple source: opening plus serving cost, a point may be split. Unlimited capacities make it UFL.</summary>
    Cfl,

    /// <summary>Capacitated facility location, single source: opening plus serving cost, every point served whole by one site.</summary>
    Sscfl,
}

/// <summary>What is asked of a location input: the model and the numbers a file need not carry.</summary>
/// <param name="Model">The classic model.</param>
/// <param name="Count">Sites to open (p ≥ 1); null takes the file's own p, if it has one.</param>
/// <param name="Radius">Cover distance in the input's unit (≥ 0), for LSCP and MCLP; a point exactly at the radius is covered.</param>
/// <param name="Budget">Money for opening sites (≥ 0), for MCLP; null means the count alone limits.</param>
/// <param name="Capacity">The value put in place of the word `capacity` in an OR-Library file (> 0).</param>
public sealed record LocationQuestion(LocationModel Model, int? Count = null, double? Radius = null, double? Budget = null, double? Capacity = null);
