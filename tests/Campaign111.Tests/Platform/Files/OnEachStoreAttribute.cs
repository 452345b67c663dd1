using System.Reflection;
using Campaign111.Platform.Files;
using Campaign111.Tests.Infrastructure;
using Xunit.Sdk;

namespace Campaign111.Tests.Platform.Files;

/// <summary>The folder, and each database that there is.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnEachStoreAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
    {
        yield return [FilesOptions.InFolder, "sqlite"];
        foreach (var row in new OnEachDatabaseAttribute().GetData(testMethod))
        {
            yield return [FilesOptions.InDatabase, row[0]];
        }
    }
}
