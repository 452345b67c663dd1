using System.Collections.Concurrent;

namespace Campaign111.Platform.Pdf.Cairo;

/// <summary>
/// Sessions that wait for their next rendering: making one reads every font, which costs more than a leaflet does. Who fails keeps what it took, so that
/// nothing half-drawn is used again; its handles are finalised.
/// </summary>
internal sealed class CairoSessions(FontLibrary fonts) : IDisposable
{
    private readonly ConcurrentBag<CairoSession> _idle = [];

    public CairoSession Take() => _idle.TryTake(out var session) ? session : new CairoSession(fonts);

    public void GiveBack(CairoSession session)
    {
        // Each holds some megabytes of fonts and recorded pages: as many wait as can work.
        if (_idle.Count < Environment.ProcessorCount)
        {
            _idle.Add(session);
        }
        else
        {
            session.Dispose();
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }
}
