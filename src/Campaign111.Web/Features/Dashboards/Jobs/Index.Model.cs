using Campaign111.Platform.Jobs;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Dashboards.Jobs;

/// <summary>The page of jobs.</summary>
/// <param name="Engine">Name of the engine: "Quartz", "Hangfire", "off".</param>
/// <param name="Jobs">Every job.</param>
/// <param name="Dead">Given-up work by its source; the key of the next page, or null.</param>
public sealed record JobsModel(string Engine, IReadOnlyList<JobStatus> Jobs, IReadOnlyList<(IDeadLetters Source, IReadOnlyList<DeadLetter> Letters, long? Older)> Dead);

/// <summary>Words of the page.</summary>
public static class JobTexts
{
    /// <summary>When a job runs: "mỗi ngày 07:30", "cứ 30 giây".</summary>
    public static string Schedule(JobSchedule schedule) => schedule switch
    {
        { TimeOfDay: { } time } => Text.Of($"mỗi ngày lúc {time:HH\\:mm}", $"every day at {time:HH\\:mm}"),
        { Interval: { TotalMinutes: < 1 } every } => Text.Of($"cứ {every.TotalSeconds:0} giây", $"every {every.TotalSeconds:0} seconds"),
        { Interval: { TotalHours: < 1 } every } => Text.Of($"cứ {every.TotalMinutes:0} phút", $"every {every.TotalMinutes:0} minutes"),
        _ => Text.Of($"cứ {schedule.Interval!.Value.TotalHours:0} giờ", $"every {schedule.Interval!.Value.TotalHours:0} hours"),
    };

    public static string Outcome(JobState? state) => state?.Outcome switch
    {
        null when state is null => Text.Of("chưa chạy", "not run yet"),
        null => Text.Of("đang chạy", "running"),
        "done" => Text.Of("xong", "done"),
        "stopped" => Text.Of("dừng giữa chừng", "stopped"),
        _ => Text.Of("lỗi", "failed"),
    };

    public static string Duration(long milliseconds) => milliseconds < 1000
        ? $"{milliseconds} ms"
        : Text.Of($"{Formats.Number(milliseconds / 1000m, 1)} giây", $"{Formats.Number(milliseconds / 1000m, 1)} s");
}
