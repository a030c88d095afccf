using BenchmarkDotNet.Running;

// dotnet run -c Release --project bench/Bench -- --filter '*Ocpp*' --job short
BenchmarkSwitcher.FromAssembly(typeof(Doorstep.Bench.OcppCodec).Assembly).Run(args);
