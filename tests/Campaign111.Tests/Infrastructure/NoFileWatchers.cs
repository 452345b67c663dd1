using System.Runtime.CompilerServices;

namespace Campaign111.Tests.Infrastructure;

/// <summary>Hundreds of hosts in one test run, each watching its settings and static files, use up the system's watches (inotify, 128 instances for a user):
/// here and in the processes that tests start, nobody watches files.</summary>
internal static class NoFileWatchers
{
    [ModuleInitializer]
    internal static void Set()
    {
        Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
        Environment.SetEnvironmentVariable("DOTNET_USE_POLLING_FILE_WATCHER", "1");
    }
}
