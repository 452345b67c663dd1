using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Office;

namespace Campaign111.Features.Coverage;

/// <summary>Rows of an import between their check and their writing, in a temporary file: memory does not follow the import's size, the file is parsed
/// once, and the database's one writer is held for the rows alone.</summary>
internal sealed class HouseholdSpool : IDisposable
{
    private readonly FileStream file = OfficeTempFile.Create();
    private readonly BinaryWriter writer;
    private readonly List<Unit> hamlets = [];
    private readonly Dictionary<long, int> places = [];
    private int count;

    public HouseholdSpool() => writer = new BinaryWriter(file);

    public void Add(Unit hamlet, string code, string address)
    {
        if (!places.TryGetValue(hamlet.Id, out var place))
        {
            places[hamlet.Id] = place = hamlets.Count;
            hamlets.Add(hamlet);
        }

        writer.Write7BitEncodedInt(place);
        writer.Write(code);
        writer.Write(address);
        count++;
    }

    /// <summary>All rows in the order added. May be walked again, one walk at a time.</summary>
    public IEnumerable<HouseholdInput> Rows()
    {
        writer.Flush();
        file.Position = 0;
        using var reader = new BinaryReader(file, System.Text.Encoding.UTF8, leaveOpen: true);
        for (var i = 0; i < count; i++)
        {
            yield return new HouseholdInput(hamlets[reader.Read7BitEncodedInt()], reader.ReadString(), reader.ReadString());
        }
    }

    public void Dispose() => writer.Dispose();
}
