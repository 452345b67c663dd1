using Dapper;

namespace Campaign111.Tests.Drills.Writes;

/// <summary>A story under way: its own mark stands in every text that it writes, its own key in every form that has one.</summary>
internal sealed class Errand(Ground ground, Story story, int number)
{
    private readonly Dictionary<string, object> known = [];
    private int step;

    /// <summary>Lower-case letters and digits: good as a user name, a code and part of a text.</summary>
    public string Mark { get; } = $"drill{number:d4}x";

    public int Number => number;

    public Guid Key { get; } = Guid.CreateVersion7();

    /// <summary>The next deed, or null at the end.</summary>
    public Deed? Next => step < story.Deeds.Length ? story.Deeds[step] : null;

    /// <summary>Sent, and not known to be answered.</summary>
    public Letter? Pending { get; set; }

    /// <summary>How often the pending letter left.</summary>
    public int Sent { get; set; }

    public object Args
    {
        get
        {
            var args = new DynamicParameters(known.ToDictionary());
            args.Add("mark", Mark);
            args.Add("key", Key.ToByteArray(bigEndian: true));
            return args;
        }
    }

    public T Set<T>(string name, T value)
        where T : notnull
    {
        known[name] = value is Guid key ? key.ToByteArray(bigEndian: true) : value;
        return value;
    }

    public Task<T> AskAsync<T>(string sql) => ground.AskAsync<T>(sql, Args);

    public Clerk Clerk(string user) => ground.Clerk(user);

    /// <summary>The deed is done for sure: on to the next.</summary>
    public void Advance()
    {
        (Pending, Sent) = (null, 0);
        step++;
    }
}
