using System.Security.Cryptography;
using Campaign111.Platform.Cli;

namespace Campaign111.Platform.Files;

/// <summary>
/// <c>files move --to database|folder [--remove]</c>: copies every stored file to where the other setting keeps it, and compares SHA-256. Run it while the product runs,
/// change the setting, run it again for what came in between, then once with --remove. What is there already is not copied again, so it goes on after an interruption.
/// </summary>
public sealed class FilesCommand(FolderFiles folder, DatabaseFiles database, FileAreas areas) : ICliCommand
{
    private const int PageSize = 500;

    public string Name => "files";

    public string Usage => "move --to database|folder [--remove]   copy stored files to the other setting's place and compare them; --remove: then delete them where they were";

    public async Task<int> RunAsync(CliArguments arguments, TextWriter output, CancellationToken cancel)
    {
        if (arguments.Positional is not ["move"])
        {
            throw new CliException("files takes one word: move --to database or move --to folder.");
        }

        var (from, to) = arguments.Require("to") switch
        {
            FilesOptions.InDatabase => ((IFileStore)folder, (IFileStore)database),
            FilesOptions.InFolder => (database, folder),
            var other => throw new CliException($"--to is '{other}': write {FilesOptions.InDatabase} or {FilesOptions.InFolder}."),
        };
        var (copied, there) = (0, 0);
        foreach (var area in areas.All)
        {
            await foreach (var file in AllAsync(from, area, cancel))
            {
                if (await MoveAsync(from, to, file, cancel))
                {
                    copied++;
                }
                else
                {
                    there++;
                }

                if (arguments.Has("remove"))
                {
                    await from.DeleteAsync(file.Name, cancel);
                }
            }
        }

        await output.WriteLineAsync($"{copied} files copied, {there} were there; all compared by SHA-256.{(arguments.Has("remove") ? $" Removed from the {from.Kind}." : "")}");
        await output.WriteLineAsync($"The product reads them there with Campaign111__Files={to.Kind}.");
        return 0;
    }

    // Page by page behind the last name: what is removed meanwhile shifts nothing.
    private static async IAsyncEnumerable<StoredFile> AllAsync(IFileStore from, string area, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (string? after = null; await from.ListAsync(area + "/", after, PageSize, cancel) is { Count: > 0 } page; after = page[^1].Name)
        {
            foreach (var file in page)
            {
                yield return file;
            }
        }
    }

    // False when the same was there already.
    private static async Task<bool> MoveAsync(IFileStore from, IFileStore to, StoredFile file, CancellationToken cancel)
    {
        var hash = await HashAsync(from, file.Name, cancel);
        if (hash is null || (await to.FindAsync(file.Name, cancel) is { } known && known.Size == file.Size && await HashAsync(to, file.Name, cancel) == hash))
        {
            return false;
        }

        await using var content = await from.OpenAsync(file.Name, cancel) ?? throw new CliException($"{file.Name} was removed while it was copied: run the command again.");
        await to.WriteAsync(file.Name, stream => content.CopyToAsync(stream, cancel), cancel);
        return await HashAsync(to, file.Name, cancel) == hash ? true
            : throw new CliException($"{file.Name} differs after it was copied: nothing was removed. Check the disk, then run the command again.");
    }

    private static async Task<string?> HashAsync(IFileStore store, string name, CancellationToken cancel)
    {
        await using var content = await store.OpenAsync(name, cancel);
        return content is null ? null : Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel));
    }
}
