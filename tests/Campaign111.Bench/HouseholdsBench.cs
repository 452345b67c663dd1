namespace Campaign111.Bench;
internal static class HouseholdsBench { public static Task<int> RunAsync(BenchFlags flags) => Task.FromResult(flags.Number("rows", 1)); }
