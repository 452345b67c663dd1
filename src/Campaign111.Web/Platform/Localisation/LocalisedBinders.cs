using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Campaign111.Platform.Localisation;

/// <summary>Binds whole numbers, decimals and days as <see cref="NumberInput"/> reads them, with a message that says how to type them.</summary>
public sealed class LocalisedBinderProvider : IModelBinderProvider
{
    private static readonly HashSet<Type> Numbers = [typeof(short), typeof(int), typeof(long), typeof(decimal), typeof(double)];

    /// <inheritdoc />
    public IModelBinder? GetBinder(ModelBinderProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var type = context.Metadata.UnderlyingOrModelType;
        if (type == typeof(DateOnly))
        {
            return new DayBinder();
        }

        return Numbers.Contains(type) ? new NumberBinder(type) : null;
    }

    private sealed class NumberBinder(Type type) : IModelBinder
    {
        public Task BindModelAsync(ModelBindingContext context)
        {
            if (!Posted(context, out var posted, out var text))
            {
                return Task.CompletedTask;
            }

            // A field of type=number posts 12.5 whatever the language; MVC then says so by the culture of the value.
            if (!NumberInput.TryNumber(text, posted.Culture, out var value))
            {
                return Refuse(context, Messages.NotANumber(text));
            }

            if (type != typeof(decimal) && type != typeof(double) && value != Math.Truncate(value))
            {
                return Refuse(context, Messages.NotWhole(text));
            }

            try
            {
                context.Result = ModelBindingResult.Success(Convert.ChangeType(value, type, CultureInfo.InvariantCulture));
                return Task.CompletedTask;
            }
            catch (OverflowException)
            {
                return Refuse(context, Messages.TooLarge(text));
            }
        }
    }

    private sealed class DayBinder : IModelBinder
    {
        public Task BindModelAsync(ModelBindingContext context)
        {
            if (!Posted(context, out _, out var text))
            {
                return Task.CompletedTask;
            }

            if (!NumberInput.TryDay(text, out var day))
            {
                return Refuse(context, Messages.NotADay(text));
            }

            context.Result = ModelBindingResult.Success(day);
            return Task.CompletedTask;
        }
    }

    /// <summary>The value sent for the field; false when it was not sent, or left empty where empty means null.</summary>
    private static bool Posted(ModelBindingContext context, out ValueProviderResult posted, out string text)
    {
        posted = context.ValueProvider.GetValue(context.ModelName);
        text = posted.FirstValue ?? "";
        if (posted == ValueProviderResult.None)
        {
            return false;
        }

        context.ModelState.SetModelValue(context.ModelName, posted);
        if (!string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        if (context.ModelMetadata.IsReferenceOrNullableType)
        {
            context.Result = ModelBindingResult.Success(null);
        }
        else
        {
            context.ModelState.TryAddModelError(context.ModelName, Messages.Required(Name(context)));
        }

        return false;
    }

    private static Task Refuse(ModelBindingContext context, string message)
    {
        context.ModelState.TryAddModelError(context.ModelName, message);
        return Task.CompletedTask;
    }

    private static string Name(ModelBindingContext context) => context.ModelMetadata.GetDisplayName();
}
