using Campaign111.Bench;

return args is [var name, ..] ? name switch
{
    "leaflets" => LeafletsBench.Run(),
    "qr" => QrBench.Run(),
    _ => Usage(),
} : Usage();

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Campaign111.Bench -- leaflets|qr");
    return 2;
}
