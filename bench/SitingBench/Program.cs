using Doorstep.SitingBench;

return args switch
{
    ["joint", .. var rest] => JointBench.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        joint --communities N --sites M [--dense] [--seed S] [--work quick|standard|thorough] [--seconds T]   the joint siting and sizing engine
        """);
    return 2;
}
