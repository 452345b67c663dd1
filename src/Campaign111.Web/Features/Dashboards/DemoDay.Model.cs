using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Dashboards;

/// <summary>The demo's day and the form that moves it.</summary>
public sealed class DemoDayModel
{
    [Label("Ngày giả định mới", "New assumed date")]
    public DateOnly Day { get; set; }

    /// <summary>Where the demo stands now.</summary>
    public DateOnly? Current { get; set; }

    /// <summary>Whether the reader may move it.</summary>
    public bool MayMove { get; set; }

    /// <summary>Whether the reader may put the whole demo back as new.</summary>
    public bool MayReset { get; set; }
}
