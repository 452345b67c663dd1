using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Campaign111.Platform.Localisation;

/// <summary>Gives fields their <see cref="LabelAttribute"/> names and validation attributes the texts of <see cref="ValidationTexts"/>.</summary>
public sealed class LocalisedMetadata : IDisplayMetadataProvider, IValidationMetadataProvider
{
    /// <inheritdoc />
    public void CreateDisplayMetadata(DisplayMetadataProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Attributes.OfType<LabelAttribute>().FirstOrDefault() is { } label)
        {
            context.DisplayMetadata.DisplayName = () => label.Text;
        }
    }

    /// <inheritdoc />
    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var attribute in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
        {
            // A message that the form wrote itself wins. The kinds derived from DataType bring an English one of their own.
            var untouched = attribute.ErrorMessage is null || (attribute is DataTypeAttribute && attribute.ErrorMessage == Default(attribute));
            if (untouched && attribute.ErrorMessageResourceName is null)
            {
                attribute.ErrorMessage = null;
                attribute.ErrorMessageResourceType = typeof(ValidationTexts);
                attribute.ErrorMessageResourceName = TextFor(attribute);
            }
        }
    }

    private static string? Default(ValidationAttribute attribute) => attribute switch
    {
        EmailAddressAttribute => new EmailAddressAttribute().ErrorMessage,
        UrlAttribute => new UrlAttribute().ErrorMessage,
        PhoneAttribute => new PhoneAttribute().ErrorMessage,
        _ => null,
    };

    private static string TextFor(ValidationAttribute attribute) => attribute switch
    {
        RequiredAttribute => nameof(ValidationTexts.Required),
        StringLengthAttribute { MinimumLength: > 0 } => nameof(ValidationTexts.StringLengthBetween),
        StringLengthAttribute => nameof(ValidationTexts.StringLength),
        MaxLengthAttribute => nameof(ValidationTexts.MaxLength),
        MinLengthAttribute => nameof(ValidationTexts.MinLength),
        RangeAttribute => nameof(ValidationTexts.Range),
        EmailAddressAttribute => nameof(ValidationTexts.EmailAddress),
        UrlAttribute => nameof(ValidationTexts.Url),
        RegularExpressionAttribute => nameof(ValidationTexts.Pattern),
        CompareAttribute => nameof(ValidationTexts.Compare),
        _ => nameof(ValidationTexts.Other),
    };
}
