namespace Campaign111.Platform.Jobs;

/// <summary>One call of <see cref="JobsSetup.AddRecurringJob{TJob}"/>.</summary>
public sealed record JobRegistration(JobSchedule Schedule, Type JobType);

/// <summary>The jobs of all features, by name.</summary>
public sealed class JobRegistry
{
    private readonly SortedDictionary<string, JobRegistration> _jobs = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">Two features chose one name.</exception>
    public JobRegistry(IEnumerable<JobRegistration> registrations)
    {
        foreach (var registration in registrations)
        {
            if (!_jobs.TryAdd(registration.Schedule.Name, registration))
            {
                throw new InvalidOperationException(
                    $"Two jobs are named '{registration.Schedule.Name}': {_jobs[registration.Schedule.Name].JobType} and {registration.JobType}.");
            }
        }
    }

    /// <summary>All jobs, by name.</summary>
    public IReadOnlyCollection<JobRegistration> All => _jobs.Values;

    /// <exception cref="ArgumentException">No job has that name.</exception>
    public JobRegistration Find(string name) => _jobs.TryGetValue(name, out var job)
        ? job
        : throw new ArgumentException($"No job is named '{name}'. There are: {string.Join(", ", _jobs.Keys)}.", nameof(name));
}
