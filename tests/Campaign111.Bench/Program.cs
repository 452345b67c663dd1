using Campaign111.Bench;

return args is [var name, .. var rest] ? name switch
{
    "leaflets" => LeafletsBench.Run(),
    "qr" => QrBench.Run(),
    "ingest" => await IngestBench.RunAsync(new BenchFlags(rest)),
    "import" => await ImportBench.RunAsync(new BenchFlags(rest)),
    "households" => await HouseholdsBench.RunAsync(new BenchFlags(rest)),
    "scan" => await ScanBench.RunAsync(),
    // The other half of scan, in a process of its own.
    "bare-endpoint" when rest is [var file] => await BareEndpoint.RunAsync(file),
    "sweep" => await SweepBench.RunAsync(),
    _ => Usage(),
} : Usage();

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Campaign111.Bench -- leaflets|qr");
    Console.Error.WriteLine("       ... -- ingest [--stored 5000000] [--seconds 3] [--batches 1,50,200,500] [--clients 1,8,32]");
    Console.Error.WriteLine("       ... -- import [--rows 250000]");
    Console.Error.WriteLine("       ... -- households [--few 1000] [--many 1000000] [--times 200]");
    Console.Error.WriteLine("       ... -- scan");
    Console.Error.WriteLine("       ... -- sweep");
    return 2;
}
