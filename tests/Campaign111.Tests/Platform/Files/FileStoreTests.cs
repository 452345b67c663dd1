using System.Security.Cryptography;
using System.Text;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Files;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Platform.Files;

/// <summary>What features rely on, the same in a folder and in each database.</summary>
public class FileStoreTests
{
    private const int Part = DatabaseFiles.PartBytes;
    private const string Name = "materials/a.bin";
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 5, 0, 0, TimeSpan.Zero);

    [Theory, OnEachStore]
    public async Task What_was_written_is_read_back_whole_and_by_ranges(string kind, string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var store = Store(kind, test);
        foreach (var size in new[] { 0, 1, Part - 1, Part, Part + 1, (3 * Part) + 100 })
        {
            var content = Bytes(size);
            var written = await PutAsync(store, Name, content);

            written.ShouldBe(new WrittenFile(size, Convert.ToHexStringLower(SHA256.HashData(content))));
            (await store.FindAsync(Name))!.Size.ShouldBe(size);
            await using var stream = (await store.OpenAsync(Name))!;
            (stream.Length, stream.CanSeek).ShouldBe((size, true));
            (await AllAsync(stream)).ShouldBe(content);
            foreach (var (from, count) in new[] { (0, 10), (Part - 5, 10), (size - 7, 7) }.Where(range => range.Item1 >= 0 && range.Item1 + range.Item2 <= size))
            {
                stream.Seek(from, SeekOrigin.Begin);
                var range = new byte[count];
                await stream.ReadExactlyAsync(range);
                range.ShouldBe(content[from..(from + count)]);
            }
        }
    }

    [Theory, OnEachStore]
    public async Task A_write_that_fails_leaves_what_was_there(string kind, string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var store = Store(kind, test);
        await PutAsync(store, Name, [1]);

        foreach (var name in new[] { Name, "materials/new" })
        {
            await Should.ThrowAsync<InvalidOperationException>(() => store.WriteAsync(name, async stream =>
            {
                await stream.WriteAsync(Bytes(Part * 2));
                throw new InvalidOperationException("the source broke off");
            }));
        }

        (await store.ReadAsync(Name)).ShouldBe([1]);
        (await store.FindAsync("materials/new")).ShouldBeNull();
        (await store.ListAsync("materials/", null, 10)).Select(file => file.Name).ShouldBe([Name]);
    }

    [Theory, OnEachStore]
    public async Task Names_are_listed_in_pages_replaced_and_deleted(string kind, string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var store = Store(kind, test);
        string[] names = ["exports/a/1", "exports/a/2", "exports/ab/1", "exports/b/1", "materials/z"];
        foreach (var name in names)
        {
            await PutAsync(store, name, [1]);
        }

        (await store.ListAsync("exports/", null, 3)).Select(file => file.Name).ShouldBe(names[..3]);
        (await store.ListAsync("exports/", names[2], 3)).Select(file => file.Name).ShouldBe([names[3]]);
        (await store.ListAsync("exports/a/", null, 9)).Count.ShouldBe(2);
        await PutAsync(store, names[0], [2, 2]);
        (await store.ReadAsync(names[0])).ShouldBe([2, 2]);
        await store.DeleteBelowAsync("exports/a/");
        await store.DeleteBelowAsync("exports/a/");
        await store.DeleteAsync(names[4]);
        await store.DeleteAsync(names[4]);
        (await store.ListAsync("exports/", null, 9)).Select(file => file.Name).ShouldBe(names[2..4]);
        (await store.OpenAsync(names[4])).ShouldBeNull();
        (await store.FindAsync("exports/none/1")).ShouldBeNull();
        if (kind == FilesOptions.InDatabase)
        {
            (await CountAsync(test, "file_part"), await CountAsync(test, "file_content")).ShouldBe((2, 2));
        }
    }

    [Theory, OnEachStore]
    public async Task Names_lead_nowhere_else(string kind, string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var store = Store(kind, test);
        foreach (var name in new[] { "materials/../campaign111.db", "/etc/passwd", "materials//a", "materials/.hidden", "other/a", "", "materials/a\\b", "materials/a.part", "materials/" + new string('a', 300) })
        {
            await Should.ThrowAsync<ArgumentException>(() => store.OpenAsync(name), name);
            await Should.ThrowAsync<ArgumentException>(() => PutAsync(store, name, [1]), name);
        }
    }

    [Theory, OnEachDatabase]
    public async Task A_changed_byte_is_noticed_and_only_by_who_reads_it(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var store = Store(FilesOptions.InDatabase, test);
        await PutAsync(store, Name, Bytes(3 * Part));
        await test.Database.WriteAsync(session => session.ExecuteAsync("UPDATE file_part SET bytes = @bytes WHERE part = 1", new { bytes = Bytes(Part + 1)[1..] }));

        await using var stream = (await store.OpenAsync(Name))!;
        stream.Position = 2 * Part;
        (await stream.ReadAsync(new byte[100])).ShouldBe(100, "a range that lies elsewhere");
        (await Should.ThrowAsync<IOException>(() => store.ReadAsync(Name))).Message.ShouldContain("SHA-256");
    }

    [Theory, OnEachDatabase]
    public async Task What_a_crash_left_of_an_upload_is_seen_by_nobody_and_goes_after_a_day(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var time = new SettableTime(Noon);
        var store = new DatabaseFiles(test.Database, Areas, time);
        await PutAsync(store, Name, [1]);
        var id = Guid.CreateVersion7(Noon);
        await test.Database.WriteAsync(async session =>
        {
            await session.ExecuteAsync("INSERT INTO file_content (id, begun_at) VALUES (@id, @Noon)", new { id, Noon });
            await session.ExecuteAsync("INSERT INTO file_part (content_id, part, sha256, bytes) VALUES (@id, 0, 'x', @bytes)", new { id, bytes = Bytes(10) });
        });

        (await store.SweepAsync(default)).ShouldBe(0, "it may be under way");
        time.Now += TimeSpan.FromHours(25);
        (await store.SweepAsync(default)).ShouldBe(1);
        (await CountAsync(test, "file_part")).ShouldBe(1);
        (await store.ReadAsync(Name)).ShouldBe([1]);
    }

    [Theory, OnEachDatabase]
    public async Task Inside_a_transaction_a_file_comes_with_its_commit(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var store = Store(FilesOptions.InDatabase, test);
        await Should.ThrowAsync<InvalidOperationException>(() => test.Database.WriteAsync(async session =>
        {
            await store.WriteAsync(session, Name, Bytes(10));
            throw new InvalidOperationException("taken back");
        }));
        (await store.FindAsync(Name)).ShouldBeNull();

        await test.Database.WriteAsync(session => store.WriteAsync(session, Name, Bytes(Part + 3)));
        (await store.ReadAsync(Name)).ShouldBe(Bytes(Part + 3));
    }

    [Theory, OnEachDatabase]
    public async Task Files_move_there_and_back_go_on_after_an_interruption_and_are_compared(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var (folder, database) = (Store(FilesOptions.InFolder, test), Store(FilesOptions.InDatabase, test));
        var command = new FilesCommand((FolderFiles)folder, (DatabaseFiles)database, Areas);
        string[] names = ["designs/ab/to roi/trang-1.svg", "exports/x/result.xlsx", Name];
        foreach (var name in names)
        {
            await PutAsync(folder, name, Encoding.UTF8.GetBytes(name + new string('x', Part)));
        }

        // Stopped in the middle: one is there, one is there and cut off.
        await PutAsync(database, names[0], await folder.ReadAsync(names[0]));
        await PutAsync(database, names[1], Bytes(7));
        (await RunAsync(command, "move", "--to", "database")).ShouldContain("2 files copied, 1 were there");
        (await RunAsync(command, "move", "--to=database", "--remove")).ShouldContain("0 files copied, 3 were there");
        (await folder.ListAsync("materials/", null, 9)).ShouldBeEmpty();
        (await RunAsync(command, "move", "--to", "folder", "--remove")).ShouldContain("3 files copied");

        foreach (var name in names)
        {
            (await folder.ReadAsync(name)).ShouldBe(Encoding.UTF8.GetBytes(name + new string('x', Part)));
        }

        (await CountAsync(test, "file_blob"), await CountAsync(test, "file_part")).ShouldBe((0, 0));
        await Should.ThrowAsync<CliException>(() => RunAsync(command, "move", "--to", "cloud"));
    }

    private static FileAreas Areas { get; } = new([new("materials"), new("exports"), new("designs")]);

    private static IFileStore Store(string kind, TestDatabase test) => kind == FilesOptions.InFolder
        ? new FolderFiles(new FilesOptions { Kind = kind, Folder = test.Options.Folder }, Areas)
        : new DatabaseFiles(test.Database, Areas, new SettableTime(Noon));

    private static Task<WrittenFile> PutAsync(IFileStore store, string name, byte[] content) => store.WriteAsync(name, stream => stream.WriteAsync(content).AsTask());

    private static Task<int> CountAsync(TestDatabase test, string table) => test.Database.ReadAsync(session => session.ScalarAsync<int>($"SELECT COUNT(*) FROM {table}"));

    private static byte[] Bytes(int size) => [.. Enumerable.Range(0, size).Select(at => (byte)(at % 251))];

    private static async Task<byte[]> AllAsync(Stream stream)
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);
        return all.ToArray();
    }

    private static async Task<string> RunAsync(FilesCommand command, params string[] arguments)
    {
        await using var said = new StringWriter();
        (await command.RunAsync(new CliArguments(arguments, "remove"), said, default)).ShouldBe(0);
        return said.ToString();
    }
}
