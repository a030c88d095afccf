using Doorstep.SitingBench;

return args switch
{
    ["classic", .. var rest] => ClassicBench.Run(rest),
    ["joint", .. var rest] => JointBench.Run(rest),
    ["walk", .. var rest] => WalkBench.Run(rest),
    ["twin", .. var rest] => TwinBench.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        SitingBench classic pmed|pcentre|cap|holmberg [first] [last] [--data DIR] [--seconds S]
        SitingBench classic cover SITES POINTS [--p P] [--arcs A] [--seed S] [--seconds S] [--only lscp|mclp]
        SitingBench classic grid FILE --radius R --budget B [--seconds S]
        SitingBench classic grid-file SITES POINTS MINDEMAND MAXDEMAND MINCOST MAXCOST SEED SIDE > FILE
        SitingBench joint [--communities N] [--sites M] [--dense] [--seed S] [--work quick|standard|thorough] [--seconds T]
        SitingBench walk [--edges N] [--gates G] [--sites M] [--seed S] [--osm FILE]
        SitingBench twin [--stations N] [--days D] [--replications R] [--drivers PERDAY] [--apart] [--seed S]
        """);
    return 2;
}
