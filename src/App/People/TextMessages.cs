using Doorstep.App.Store;

namespace Doorstep.App.People;

/// <summary>Hands a text message to whoever carries it. Sending the same <c>id</c> again must not reach the phone twice where the carrier can tell.</summary>
public interface ITextMessageSender
{
    Task Send(long id, string phone, string text, CancellationToken ct);
}

/// <summary>The effect of telling a phone something.</summary>
public sealed record SendText(string Phone, string Text);

/// <summary>Performs <see cref="SendText"/>.</summary>
public sealed class SendTextPerformer(ITextMessageSender sender) : IPerform<SendText>
{
    public Task Perform(SendText effect, long id, CancellationToken ct) => sender.Send(id, effect.Phone, effect.Text, ct);
}
