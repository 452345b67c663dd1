using System.Globalization;
using System.Text.RegularExpressions;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Campaigns;

/// <summary>Milestones as they are typed: one a line, day and percent ("31/8/2020 75").</summary>
public static partial class MilestoneText
{
    /// <exception cref="CampaignRuleException">A line is no day and percent; the message names it.</exception>
    public static IReadOnlyList<Milestone> Read(string? text)
    {
        var milestones = new List<Milestone>();
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var match = Line().Match(line);
            if (!match.Success || !NumberInput.TryDay(match.Groups["day"].Value, out var day)
                || !NumberInput.TryNumber(match.Groups["percent"].Value, CultureInfo.CurrentCulture, out var percent))
            {
                throw new CampaignRuleException("Milestones", $"Chưa hiểu dòng “{line}”. Mỗi dòng ghi ngày và phần trăm, như 31/8/2020 75.", $"The line “{line}” was not understood. Each holds a day and a percentage, like 31/8/2020 75.");
            }

            milestones.Add(new Milestone(day, percent));
        }

        return milestones;
    }

    public static string Write(IEnumerable<Milestone> milestones) =>
        string.Join('\n', milestones.Select(milestone => $"{Formats.Date(milestone.Day)} {milestone.Percent.ToString("0.##", CultureInfo.CurrentCulture)}"));

    [GeneratedRegex(@"^(?<day>\S+)[\s:]+(?<percent>[0-9.,]+)\s*%?$")]
    private static partial Regex Line();
}
