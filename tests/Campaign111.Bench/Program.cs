using Campaign111.Bench;

return args is [var name, .. var rest] ? name switch
{
    "leaflets" => await LeafletsBench.RunAsync(new BenchFlags(rest)),
    "qr" => QrBench.Run(),
    "flags" => FlagsBench.Run(),
    "pictures" => PicturesRun.Run(rest is [var into] ? into : "leaflets/pictures"),
    "ingest" => await IngestBench.RunAsync(new BenchFlags(rest)),
    "import" => await ImportBench.RunAsync(new BenchFlags(rest)),
    "households" => await HouseholdsBench.RunAsync(new BenchFlags(rest)),
    "export" => await ExportBench.RunAsync(new BenchFlags(rest)),
    "scan" => await ScanBench.RunAsync(),
    // Parts of leaflets, and the other half of scan, each in a process of its own.
    "leaflets-run" when rest is [var file, var design, var variant, var communes] =>
        LeafletsRun.Run(file, design, variant == "mono", int.Parse(communes, System.Globalization.CultureInfo.InvariantCulture)),
    "press-run" when rest is [var folder] => await PressRun.RunAsync(folder),
    "bare-endpoint" when rest is [var file] => await BareEndpoint.RunAsync(file),
    "start" => await StartBench.RunAsync(new BenchFlags(rest)),
    "sweep" => await SweepBench.RunAsync(),
    "forecast" => ForecastBench.Run(),
    "dashboard" => await DashboardBench.RunAsync(new BenchFlags(rest)),
    "all" => await AllBench.RunAsync(rest.Contains("--brief")),
    _ => Usage(),
} : Usage();

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Campaign111.Bench -- leaflets [--communes 1000,10614] [--brief 300]");
    Console.Error.WriteLine("       ... -- qr");
    Console.Error.WriteLine("       ... -- flags");
    Console.Error.WriteLine("       ... -- pictures [DIR]");
    Console.Error.WriteLine("       ... -- ingest [--stored 5000000] [--seconds 3] [--batches 1,50,200,500] [--clients 1,8,32]");
    Console.Error.WriteLine("       ... -- import [--rows 250000]");
    Console.Error.WriteLine("       ... -- households [--few 1000] [--many 1000000] [--times 200]");
    Console.Error.WriteLine("       ... -- export [--rows 1000000]");
    Console.Error.WriteLine("       ... -- scan");
    Console.Error.WriteLine("       ... -- start [--times 5] [--idle 30]");
    Console.Error.WriteLine("       ... -- sweep");
    Console.Error.WriteLine("       ... -- forecast");
    Console.Error.WriteLine("       ... -- dashboard [--entries 5000000] [--times 1000]");
    Console.Error.WriteLine("       ... -- all [--brief]");
    return 2;
}
