using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Dashboards;

/// <summary>As of when the figures of a page are: every page and every print says it.</summary>
public static class AsOf
{
    /// <summary>"số liệu lúc 09:12 1/9/2020", or for a past day "như đã báo cáo đến hết ngày 25/8/2020".</summary>
    public static string Line(DashboardModel model) => model.Past is { } past
        ? Text.Of($"như đã báo cáo đến hết ngày {Formats.Date(past)}", $"as reported by the end of {Formats.Date(past)}")
        : Text.Of($"số liệu lúc {Formats.Moment(model.AsOf)}", $"figures at {Formats.Moment(model.AsOf)}");
}
