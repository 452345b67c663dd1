using Campaign111.Platform.Data;

namespace Campaign111.Features.Campaigns;

/// <summary>Stores the tasks of a dispatch, numbered from where its list ends.</summary>
internal static class TaskWriter
{
    private const string LastNumber = "SELECT COALESCE(MAX(number), 0) FROM task WHERE dispatch_id = @dispatch";

    private const string Insert = "INSERT INTO task (dispatch_id, number, body) VALUES (@dispatch, @number, @body)";

    private const string InsertOrganisation = "INSERT INTO task_organisation (task_id, organisation_id, name) VALUES (@task, @Id, @Name)";

    public static async Task InsertAsync(DbSession session, long dispatch, IReadOnlyList<TaskDraft> tasks)
    {
        var number = tasks.Count == 0 ? 0 : await session.ScalarAsync<int>(LastNumber, new { dispatch });
        foreach (var draft in tasks)
        {
            number++;
            var task = await session.InsertAsync(Insert, new { dispatch, number, body = draft.Body });
            await session.ExecuteAsync(InsertOrganisation, draft.Organisations.DistinctBy(to => to.Name, StringComparer.OrdinalIgnoreCase).Select(to => new { task, to.Id, to.Name }));
        }
    }
}
