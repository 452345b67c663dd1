namespace Campaign111.Platform.Office;

/// <summary>Temporary files that vanish when closed: for uploads that cannot seek, and for exports that are written before they are sent.</summary>
public static class OfficeTempFile
{
    /// <summary>An empty file for reading and writing, deleted on disposal.</summary>
    public static FileStream Create() => new(
        Path.Combine(Path.GetTempPath(), $"campaign111-{Guid.NewGuid():N}.tmp"),
        new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose, BufferSize = 1 << 16 });

    internal static FileStream Copy(Stream from, long maxBytes, string fileName)
    {
        var file = Create();
        try
        {
            var buffer = new byte[1 << 16];
            for (int read; (read = from.Read(buffer)) > 0;)
            {
                file.Write(buffer, 0, read);
                TableFile.RefuseLarge(file.Length, fileName, new TableLimits { MaxFileBytes = maxBytes });
            }

            file.Position = 0;
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
