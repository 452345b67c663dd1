using System.Diagnostics;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Drills.Soak;

/// <summary>A soak from the first tap to the drained queues.</summary>
internal sealed class SoakRun(SoakPlan plan, SoakGround ground, PhoneFault fault = PhoneFault.None, IReadOnlyDictionary<string, string>? environment = null)
{
    private readonly Random random = new(plan.Seed);
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly List<string> problems = [];
    private int unheard;
    private int torn;
    private int kills;

    /// <summary>Gives what is wrong: nothing in a sound product.</summary>
    public async Task<IReadOnlyList<string>> RunAsync()
    {
        using var network = new SoakNetwork();
        await using var check = await SoakCheck.OpenAsync(ground.Folder);
        var phones = Enumerable.Range(0, plan.Phones)
            .Select(number => new SoakPhone(plan, number, ground.Communes[number % ground.Communes.Count], network, fault)).ToList();
        var product = await ServeAsync(network);
        try
        {
            var running = Task.WhenAll(phones.Select(phone => Task.Run(phone.RunAsync)));
            for (var kill = 1; kill <= plan.Kills && !running.IsCompleted; kill++)
            {
                await UntilAcknowledgedAsync(phones, plan.AllTaps * kill / (plan.Kills + 1), running);
                await KillAsync(product, network);
                var (found, waiting) = await check.NowAsync(phones);
                problems.AddRange(found.Select(problem => $"kill {kill}: {problem}"));
                unheard += waiting;
                product = await ServeAsync(network);
            }

            await running;
            await network.DrainAsync();
        }
        finally
        {
            await product.DisposeAsync();
        }

        problems.AddRange(phones.SelectMany(phone => phone.Rejected).Select(each => $"refused {each}"));
        problems.AddRange(await check.AtTheEndAsync(phones, plan.AllTaps));
        Console.WriteLine(
            $"soak: {plan.Phones} phones x {plan.Taps} entries, {kills} kills ({torn} with requests under way; {unheard} entries stored and not yet acknowledged at kills), "
            + $"requests: {network.Report}; {watch.Elapsed.TotalSeconds:F0} s, {problems.Count} problems");
        return problems;
    }

    private async Task<ProductProcess> ServeAsync(SoakNetwork network)
    {
        var product = await ProductProcess.ServeAsync(ground.Folder, demo: true, environment);
        network.Route(product.Address);
        return product;
    }

    private async Task KillAsync(ProductProcess product, SoakNetwork network)
    {
        // From the threshold on a little further, so that not every kill meets the same step of a request.
        await Task.Delay(random.Next(20));
        kills++;
        torn += network.InFlight > 0 ? 1 : 0;
        await product.KillAsync();
        network.Route(null);
        await product.DisposeAsync();
    }

    private static async Task UntilAcknowledgedAsync(List<SoakPhone> phones, int count, Task running)
    {
        while (phones.Sum(phone => phone.Acknowledged.Count) < count && !running.IsCompleted)
        {
            await Task.Delay(1);
        }
    }
}
