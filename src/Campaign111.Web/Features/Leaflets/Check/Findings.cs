using Campaign111.Platform.Office;

namespace Campaign111.Features.Leaflets.Check;

/// <summary>Collects problems; a problem that stands in each language's page is told once.</summary>
internal sealed class Findings
{
    private const int Most = 100;
    private readonly List<DesignProblem> problems = [];

    public IReadOnlyList<DesignProblem> Problems => problems;

    public bool Any => problems.Any(problem => !problem.IsWarning);

    public void Add(string file, int line, string rule, string vi, string en)
    {
        var problem = new DesignProblem(file, line, rule, new BilingualText(vi, en));
        if (problems.Count < Most && !problems.Contains(problem))
        {
            problems.Add(problem);
        }
    }

    public void Warn(string file, string rule, string vi, string en) =>
        problems.Add(new DesignProblem(file, 0, rule, new BilingualText(vi, en)) { IsWarning = true });

    public void Add(CheckedPage page, int line, string rule, string vi, string en) => Add(page.File, line, rule, $"({page.Language}) {vi}", $"({page.Language}) {en}");
}
