namespace Campaign111.Platform.Pdf;

/// <summary>Why a file is not in the subset of SVG that both PDF engines draw alike. Line counts from 1.</summary>
public sealed record SvgProblem(int Line, string Vietnamese, string English)
{
    public override string ToString() => $"dòng {Line}: {Vietnamese}";
}
