using Dapper;

namespace Campaign111.Tests.Drills.Writes;

/// <summary>One row of desks: stories one after another in random order, whatever happens to the server. What was sent and not answered is sent again, byte
/// for byte; now and then everything is sent twice at the same moment.</summary>
internal sealed class Lane(Ground ground, IReadOnlyList<Story> stories, Func<int> number, int seed)
{
    private readonly Random random = new(seed);
    private readonly Queue<Story> ahead = new();
    private readonly List<(Deed Deed, object Args)> kept = [];
    private Errand? errand;

    public List<string> Problems { get; } = [];

    /// <summary>Deeds that were answered.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>Stories begun.</summary>
    public int Begun { get; private set; }

    /// <summary>Letters that had to be sent again since the server had died.</summary>
    public int Resent { get; private set; }

    public HashSet<string> Driven { get; } = [];

    /// <summary>Works until the server dies, or, when it stays, until the story under way is at its end.</summary>
    /// <param name="leaving">Called as each letter leaves.</param>
    /// <param name="goesOn">Whether another story is begun.</param>
    public async Task WorkAsync(Action leaving, Func<Lane, bool> goesOn)
    {
        while (errand is not null || goesOn(this))
        {
            errand ??= Begin();
            if (errand.Next is not { } deed)
            {
                errand = null;
                continue;
            }

            try
            {
                var again = errand.Pending is not null;
                errand.Pending ??= await deed.Write(errand);
                leaving();
                if (!await SendAsync(errand, deed, again))
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It died while a page was read: nothing was sent.
                return;
            }
            catch (Exception stuck) when (stuck is InvalidOperationException or ShouldAssertException)
            {
                Drop($"{errand.Mark} {deed.Route}: {stuck.Message}");
            }
        }
    }

    /// <summary>Looks for what was acknowledged: the newest deeds, or all of them.</summary>
    public async Task CheckAsync(bool all)
    {
        foreach (var (deed, args) in all ? kept : kept.TakeLast(12))
        {
            var stored = await ground.AskAsync<long>(deed.Stored, args);
            if (stored == 0 || (stored > 1 && !deed.Repeats))
            {
                Problems.Add($"{((DynamicParameters)args).Get<string>("mark")} {deed.Route}: acknowledged, and stored {stored} times");
            }
        }
    }

    private Errand Begin()
    {
        Begun++;
        return new Errand(ground, Draw(), number());
    }

    private Story Draw()
    {
        if (ahead.Count == 0)
        {
            foreach (var story in stories.OrderBy(_ => random.Next()))
            {
                ahead.Enqueue(story);
            }
        }

        return ahead.Dequeue();
    }

    // False when the server died before it had answered.
    private async Task<bool> SendAsync(Errand now, Deed deed, bool again)
    {
        var twice = random.Next(4) == 0;
        Resent += again ? 1 : 0;
        var answers = await Task.WhenAll(Enumerable.Repeat(now.Pending!, twice ? 2 : 1).Select(letter => AnswerAsync(deed.Who, letter)));
        if (answers.All(answer => answer is null))
        {
            return false;
        }

        var good = answers.Any(answer => answer is { Status: 200 or 302 });
        var failed = answers.FirstOrDefault(answer => answer is { Status: >= 500 });
        var stored = await ground.AskAsync<long>(deed.Stored, now.Args);
        if (failed is not null || (!good && !again) || stored == 0 || (stored > 1 && !deed.Repeats))
        {
            Drop($"{now.Mark} {deed.Route}{(again ? ", sent again" : "")}{(twice ? ", twice at once" : "")}: stored {stored} times, answered {string.Join(" and ", answers.Select(answer => $"{answer?.Status} {answer?.Said}"))}");
            return true;
        }

        Acknowledged++;
        Driven.Add(deed.Route);
        if (!deed.Passes)
        {
            kept.Add((deed, now.Args));
        }

        now.Advance();
        return true;
    }

    private async Task<Answer?> AnswerAsync(string who, Letter letter)
    {
        try
        {
            var (status, said) = await ground.Clerk(who).SendAsync(letter);
            return new Answer(status, said);
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or IOException)
        {
            return null;
        }
    }

    private void Drop(string problem)
    {
        Problems.Add(problem);
        errand = null;
    }

    private sealed record Answer(int Status, string Said);
}
