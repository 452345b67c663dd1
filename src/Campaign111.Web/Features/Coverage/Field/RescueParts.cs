using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Coverage.Field;

/// <summary>Rescue files that came as the scanned texts of QR codes: "111Z:ID:n/m:DATA", in any order, among any other text, also several sequences at
/// once. Z: deflated, P: plain; ID: the beginning of the digest of all data (wwwroot/field/rescue.js).</summary>
public static partial class RescueParts
{
    private const int MostParts = 99;
    private const int IdLength = 6;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The files, or in words what is wrong or missing: then nothing is to be imported.</summary>
    public static async Task<(IReadOnlyList<RescueFile> Files, string? Problem)> ReadAsync(string text, CancellationToken cancel)
    {
        var sequences = Part().Matches(text.ToUpperInvariant()).Select(Read).Where(part => part.Of is > 0 and <= MostParts && part.At >= 1 && part.At <= part.Of)
            .GroupBy(part => (part.Kind, part.Id, part.Of)).ToList();
        if (sequences.Count == 0)
        {
            return ([], Text.Of(
                "Không thấy phần nào của mã cứu dữ liệu: mỗi phần bắt đầu bằng 111Z:… hoặc 111P:… Dán đúng chữ mà máy quét đọc được.",
                "No part of a rescue sequence was found: each begins with 111Z:… or 111P:… Paste the scanned text as it is."));
        }

        var missing = sequences.Select(sequence => (sequence.Key, Left: Enumerable.Range(1, sequence.Key.Of).Except(sequence.Select(part => part.At)).ToList())).Where(each => each.Left.Count > 0).ToList();
        if (missing.Count > 0)
        {
            return ([], string.Join(' ', missing.Select(each => Text.Of(
                $"Chuỗi {each.Key.Id} còn thiếu phần {string.Join(", ", each.Left)} trong {each.Key.Of} phần: quét thêm rồi nhập lại. Chưa nhập gì.",
                $"Sequence {each.Key.Id} lacks part {string.Join(", ", each.Left)} of {each.Key.Of}: scan it and import again. Nothing was imported."))));
        }

        var files = new List<RescueFile>();
        foreach (var sequence in sequences)
        {
            var data = string.Concat(sequence.DistinctBy(part => part.At).OrderBy(part => part.At).Select(part => part.Data));
            if (await OpenAsync(sequence.Key.Kind, sequence.Key.Id, data, cancel) is not { } file)
            {
                return ([], Text.Of(
                    $"Chuỗi {sequence.Key.Id} bị sai chữ ở một phần: quét lại cả {sequence.Key.Of} phần. Chưa nhập gì.",
                    $"Sequence {sequence.Key.Id} has a damaged part: scan all {sequence.Key.Of} again. Nothing was imported."));
            }

            files.Add(file);
        }

        return (files, null);
    }

    // Scanning apps and messages break long lines: blanks within the data are left out.
    [GeneratedRegex(@"111(?<kind>[ZP]):(?<id>[A-Z2-7]{6}):(?<at>\d{1,3})/(?<of>\d{1,3}):(?<data>(?:[A-Z2-7]|\s+(?!111[ZP]:))+)")]
    private static partial Regex Part();

    private static RescuePart Read(Match match) => new(
        match.Groups["kind"].Value, match.Groups["id"].Value, int.Parse(match.Groups["at"].ValueSpan, CultureInfo.InvariantCulture),
        int.Parse(match.Groups["of"].ValueSpan, CultureInfo.InvariantCulture), string.Concat(match.Groups["data"].Value.Where(letter => !char.IsWhiteSpace(letter))));

    private static async Task<RescueFile?> OpenAsync(string kind, string id, string data, CancellationToken cancel)
    {
        var packed = Decode(data);
        if (!Encode(SHA256.HashData(packed)).StartsWith(id[..IdLength], StringComparison.Ordinal))
        {
            return null;
        }

        using var stream = new MemoryStream(packed);
        if (kind == "P")
        {
            return await RescueFile.ReadAsync(stream, cancel);
        }

        try
        {
            await using var inflated = new DeflateStream(stream, CompressionMode.Decompress);
            // A few kilobytes could unfold to gigabytes: no more than a file may have is read.
            var room = new byte[RescueFile.MostBytes + 1];
            var length = await inflated.ReadAtLeastAsync(room, room.Length, throwOnEndOfStream: false, cancel);
            using var file = new MemoryStream(room, 0, length);
            return length > RescueFile.MostBytes ? null : await RescueFile.ReadAsync(file, cancel);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // RFC 4648 base32 without padding.
    private static byte[] Decode(string text)
    {
        var bytes = new List<byte>(text.Length * 5 / 8);
        var (rest, bits) = (0, 0);
        foreach (var letter in text)
        {
            rest = ((rest << 5) | Letters.IndexOf(letter, StringComparison.Ordinal)) & 0xfff;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(rest >> bits));
            }
        }

        return [.. bytes];
    }

    private static string Encode(byte[] bytes)
    {
        var text = new StringBuilder();
        var (rest, bits) = (0, 0);
        foreach (var value in bytes)
        {
            rest = ((rest << 8) | value) & 0xfff;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(Letters[(rest >> (bits - 5)) & 31]);
            }
        }

        return text.ToString();
    }

    private sealed record RescuePart(string Kind, string Id, int At, int Of, string Data);
}
