using System.Reflection;
using System.Runtime.Loader;

/// <summary>Called by the runtime through DOTNET_STARTUP_HOOKS before the product's own Main; the name and the missing namespace are given.
/// Lets the product's process find the test assembly, which its own dependency list does not name.</summary>
#pragma warning disable CA1050 // The runtime looks for the type outside every namespace.
internal static class StartupHook
#pragma warning restore CA1050
{
    public static void Initialize()
    {
        var folder = Path.GetDirectoryName(typeof(StartupHook).Assembly.Location)!;
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(folder, name.Name + ".dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : (Assembly?)null;
    }
}
