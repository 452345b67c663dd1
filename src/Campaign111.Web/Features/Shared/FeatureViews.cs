using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;

namespace Campaign111.Features.Shared;

/// <summary>
/// Finds a view beside its controller: a controller in <c>Campaign111.Features.Stock</c> shows <c>/Features/Stock/NAME.cshtml</c>, then
/// <c>/Features/Shared/NAME.cshtml</c>. A deeper namespace is a deeper folder, and its parents are searched too.
/// </summary>
public sealed class FeatureViews : IViewLocationExpander
{
    private const string Key = "feature";
    private const string Root = "Campaign111.Features.";

    /// <inheritdoc />
    public void PopulateValues(ViewLocationExpanderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var space = (context.ActionContext.ActionDescriptor as ControllerActionDescriptor)?.ControllerTypeInfo.Namespace ?? "";
        context.Values[Key] = space.StartsWith(Root, StringComparison.Ordinal) ? space[Root.Length..].Replace('.', '/') : "";
    }

    /// <inheritdoc />
    public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations)
    {
        ArgumentNullException.ThrowIfNull(context);
        for (var folder = context.Values[Key]; !string.IsNullOrEmpty(folder); folder = Parent(folder))
        {
            yield return $"/Features/{folder}/{{0}}.cshtml";
        }

        yield return "/Features/Shared/{0}.cshtml";
    }

    private static string Parent(string folder) => folder.Contains('/', StringComparison.Ordinal) ? folder[..folder.LastIndexOf('/')] : "";
}
