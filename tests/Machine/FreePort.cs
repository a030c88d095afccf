using System.Net;
using System.Net.Sockets;

namespace Doorstep.Machine;

/// <summary>Ports for programs that have to be told theirs before they start.</summary>
public static class FreePort
{
    // Below the ports that outgoing connections are given (Linux: from 32768). One of those is gone before the program listens,
    // or while it is down: to a client that knocks at it again and again and is given that very port as its own.
    private const int First = 15_000;
    private const int Count = 9_000;

    private static int taken = Environment.ProcessId * 37;

    /// <summary>A port nobody listens at and nobody in this process was given before.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = First + ((Interlocked.Increment(ref taken) & int.MaxValue) % Count);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there.
            }
        }
    }
}
