import { createMailroom } from './mailroom.ts';
import { queueSubject } from '../domain/queue.ts';
import { look, type LookPorts } from './look.ts';
import { createPace, type Rate } from './pace.ts';
import { createSender, type Sender, type SenderPorts } from './sender.ts';
import { setAside } from './troubles.ts';

type Ports = Omit<LookPorts, 'pace' | 'mailroom' | 'maySend'> &
  Pick<SenderPorts, 'wakes' | 'lease' | 'failed' | 'timer'> & { readonly rate: Rate };

/** The sender of a municipality, which looks at cases and troubles in Teams' own pace while it holds the lease. */
export function createDelivery(given: Ports): Sender {
  const mailroom = createMailroom(given);
  const ports = { ...given, mailroom, pace: createPace(given.rate), maySend: () => given.lease.isHeld(given.now()) };
  const sender = createSender({
    ...ports,
    settled: () => mailroom.settled(),
    ...setAside(ports),
    look: (id, draftsOf) => look(id, ports, draftsOf),
  });
  // The profile's hours may be others since the last start.
  const wakeQueues = async (): Promise<void> => {
    const linked = await given.links.all();
    await given.cases.wake(
      linked.map(({ queue }) => queueSubject(queue)),
      given.now(),
    );
  };
  return {
    ...sender,
    start: () => {
      wakeQueues().catch((error: unknown) => given.failed('', 0, error));
      sender.start();
    },
  };
}
