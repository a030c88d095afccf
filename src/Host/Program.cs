Console.WriteLine("家门口充电 Doorstep");
