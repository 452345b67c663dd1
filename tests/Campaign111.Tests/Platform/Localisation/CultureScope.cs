using System.Globalization;

namespace Campaign111.Tests.Platform.Localisation;

/// <summary>A culture for one test; the thread gets its own back afterwards.</summary>
internal sealed class CultureScope : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentCulture;
    private readonly CultureInfo beforeUi = CultureInfo.CurrentUICulture;

    public CultureScope(CultureInfo culture) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;

    public void Dispose()
    {
        CultureInfo.CurrentCulture = before;
        CultureInfo.CurrentUICulture = beforeUi;
    }
}
