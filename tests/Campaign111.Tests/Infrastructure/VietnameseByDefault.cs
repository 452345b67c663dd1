using System.Globalization;
using System.Runtime.CompilerServices;
using Campaign111.Platform.Localisation;

namespace Campaign111.Tests.Infrastructure;

/// <summary>Tests of services read as commands and jobs do: in Vietnamese, whatever the machine speaks.</summary>
internal static class VietnameseByDefault
{
    [ModuleInitializer]
    internal static void Set() =>
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = Cultures.Vietnamese;
}
