using System.Globalization;
using System.Xml;

namespace Campaign111.Platform.Pdf;

public static partial class SvgSubset
{
    /// <summary>State of one check: what was opened, and what is wrong so far.</summary>
    private sealed class Walk
    {
        private static readonly string[] ImageData = ["data:image/png;base64,", "data:image/jpeg;base64,"];
        private readonly Stack<string> _open = new();
        private readonly Stack<string?> _ids = new();
        private readonly Dictionary<string, long> _definitions = [];
        private readonly List<(int Line, string Target)> _uses = [];
        private int _elements;
        private long _drawn;
        private long _clip;

        public List<SvgProblem> Problems { get; } = [];

        public void Add(int line, string vietnamese, string english) => Problems.Add(new SvgProblem(line, vietnamese, english));

        public void Node(XmlReader reader)
        {
            var line = ((IXmlLineInfo)reader).LineNumber;
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    Element(reader, line);
                    break;
                case XmlNodeType.EndElement:
                    _open.Pop();
                    _ids.Pop();
                    break;
                case XmlNodeType.ProcessingInstruction:
                    Add(line, $"chỉ thị <?{reader.Name}?> không được phép", $"processing instruction <?{reader.Name}?> is not allowed");
                    break;
                default:
                    break;
            }
        }

        /// <summary>A use points into defs, where no use stands: so copies never multiply, and what each costs is known.</summary>
        public void Finish()
        {
            foreach (var (line, target) in _uses.Where(use => !_definitions.ContainsKey(use.Target)))
            {
                Add(line, $"<use> phải trỏ tới một hình trong <defs>, không thấy #{target}", $"<use> must point to a shape inside <defs>; #{target} is not one");
            }

            if (_drawn + _uses.Sum(use => _definitions.GetValueOrDefault(use.Target)) > MaxWork)
            {
                Add(1, "quá nhiều nét vẽ phức tạp, tính cả các lần <use> lặp lại: hãy giản lược đường nét", "too much to draw, each <use> counted again: simplify the outlines");
            }

            if (_clip > MaxClip)
            {
                Add(1, $"đường cắt (clipPath) quá phức tạp: tối đa {MaxClip} ký tự", $"clip paths are too complex: at most {MaxClip} characters");
            }
        }

        // Within defs an outline is weighed for every definition around it, elsewhere it is drawn once.
        private void Weigh(string? id, long work)
        {
            if (!_open.Contains("defs"))
            {
                _drawn += work;
                return;
            }

            foreach (var around in _ids.Append(id).OfType<string>().Distinct())
            {
                _definitions[around] = _definitions.GetValueOrDefault(around) + work;
            }
        }

        private void Element(XmlReader reader, int line)
        {
            var name = reader.LocalName;
            var foreign = reader.NamespaceURI != Svg;
            if (++_elements > MaxElements || _open.Count >= MaxDepth)
            {
                throw new XmlException($"quá {MaxElements} phần tử hoặc sâu quá {MaxDepth} tầng", null, line, 0);
            }

            if (foreign ? !Ignored.Contains(reader.NamespaceURI) : !Elements.Contains(name))
            {
                Add(line, $"phần tử <{name}> không được phép: hãy bỏ đi hoặc đổi thành hình vẽ", $"element <{name}> is not allowed: remove it or turn it into shapes");
            }

            if (_elements == 1)
            {
                Root(reader, line);
            }

            var outline = reader.GetAttribute("d") ?? reader.GetAttribute("points") ?? "";
            Outline(line, outline.Length);
            Weigh(reader.GetAttribute("id"), (long)Math.Max(ElementWeight, outline.Length) * Math.Max(ElementWeight, outline.Length));

            Place(name, line, reader.GetAttribute("clip-path") is not null);
            var empty = reader.IsEmptyElement;
            while (!foreign && reader.MoveToNextAttribute())
            {
                Attribute(name, reader, line);
            }

            if (!empty)
            {
                // Remembered with a mark when it clips, since text under a clip is refused.
                reader.MoveToElement();
                _ids.Push(reader.GetAttribute("id"));
                _open.Push(reader.GetAttribute("clip-path") is null ? name : name + "!");
            }
        }

        private void Outline(int line, int length)
        {
            _clip += _open.Any(open => open is "clipPath" or "clipPath!") ? length : 0;
            if (length > MaxOutline)
            {
                Add(line, $"một đường nét dài {length} ký tự, tối đa {MaxOutline}: hãy chia nhỏ hoặc giản lược", $"one outline has {length} characters, at most {MaxOutline}: split or simplify it");
            }
        }

        private void Root(XmlReader reader, int line)
        {
            if (reader.LocalName != "svg" || Millimetres(reader.GetAttribute("width")) is null || Millimetres(reader.GetAttribute("height")) is null
                || reader.GetAttribute("viewBox") is null)
            {
                Add(line, "phần tử gốc phải là <svg> có width, height bằng mm (5 đến 1200) và viewBox", "the root must be <svg> with width and height in mm (5 to 1200) and a viewBox");
            }
        }

        private void Place(string name, int line, bool clips)
        {
            if (name == "svg" && _open.Count > 0)
            {
                Add(line, "<svg> lồng nhau không được phép", "a nested <svg> is not allowed");
            }

            if (name == "use" && _open.Contains("defs"))
            {
                Add(line, "<use> bên trong <defs> không được phép", "<use> inside <defs> is not allowed");
            }

            if (name == "text" && (clips || _open.Any(open => open is "defs" or "clipPath" || open.EndsWith('!'))))
            {
                Add(line, "<text> trong <defs> hoặc dưới clip-path không được phép", "<text> inside <defs> or under a clip path is not allowed");
            }
        }

        private void Attribute(string element, XmlReader reader, int line)
        {
            var (name, value) = (reader.LocalName, reader.Value);
            if (Ignored.Contains(reader.NamespaceURI) || reader.Prefix == "xmlns" || reader.Name == "xmlns")
            {
                return;
            }

            if ((reader.NamespaceURI is not "" && !(reader.NamespaceURI == XLink && name == "href")) || !Attributes.Contains(name))
            {
                Add(line, $"thuộc tính {reader.Name} không được phép", $"attribute {reader.Name} is not allowed");
            }

            if (value.Contains("{{", StringComparison.Ordinal))
            {
                Add(line, "chỗ điền {{...}} chỉ được nằm trong chữ", "a placeholder {{...}} may stand in text only");
            }

            if (name == "href" && element == "use" && value.StartsWith('#'))
            {
                _uses.Add((line, value[1..]));
            }

            if (name == "href" && !Local(element, value))
            {
                Add(line, "liên kết ra ngoài không được phép: chỉ #id, hoặc ảnh PNG/JPEG nhúng", "outside references are not allowed: only #id, or an embedded PNG or JPEG");
            }

            if (name == "stroke-dasharray" && value.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Any(dash => !(double.TryParse(dash, NumberStyles.Float, CultureInfo.InvariantCulture, out var length) && length is 0 or >= 0.05 and < 10_000)))
            {
                Add(line, "nét đứt phải dài từ 0.05 trở lên: nét quá ngắn làm máy in treo", "dashes must be 0.05 or longer: shorter ones hang a printer");
            }

            if (name == "href" && element == "image" && Local(element, value) && EmbeddedPicture.Size(value) is not { Width: > 0 and <= EmbeddedPicture.MaxSide, Height: > 0 and <= EmbeddedPicture.MaxSide })
            {
                Add(line, $"ảnh nhúng không đọc được hoặc lớn hơn {EmbeddedPicture.MaxSide} điểm mỗi chiều", $"the embedded picture cannot be read or has more than {EmbeddedPicture.MaxSide} pixels a side");
            }

            if (value.Contains("url(", StringComparison.OrdinalIgnoreCase) && !value.StartsWith("url(#", StringComparison.Ordinal))
            {
                Add(line, $"{name}: chỉ được dùng url(#id)", $"{name}: only url(#id) is allowed");
            }
        }

        private static bool Local(string element, string value) => element == "image"
            ? ImageData.Any(prefix => value.StartsWith(prefix, StringComparison.Ordinal))
            : value.StartsWith('#');
    }

    /// <summary>A length such as "148mm" within 5 to 1200 mm, else null.</summary>
    internal static double? Millimetres(string? length) =>
        length is not null && length.EndsWith("mm", StringComparison.Ordinal)
        && double.TryParse(length[..^2], NumberStyles.Float, CultureInfo.InvariantCulture, out var mm) && mm is >= 5 and <= 1200 ? mm : null;
}
