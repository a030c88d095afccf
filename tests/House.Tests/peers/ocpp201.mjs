// One charge over OCPP 2.0.1 by an independent client whose strict mode checks every message against the published schemas.
// usage: node ocpp201.mjs ENDPOINT IDENTITY PASSWORD IDTOKEN local|remote
import { randomUUID } from 'node:crypto';
import { RPCClient } from 'ocpp-rpc';

const [endpoint, identity, password, token, mode] = process.argv.slice(2);
const client = new RPCClient({ endpoint, identity, password, protocols: ['ocpp2.0.1'], strictMode: true, reconnect: false });
const say = (step, answer) => console.log(JSON.stringify({ step, answer }));
const call = async (action, params) => {
  const answer = await client.call(action, params);
  say(action, answer);
  return answer;
};
const instant = () => new Date().toISOString();
const transactionId = randomUUID();
const evse = { id: 1, connectorId: 1 };
const status = (word) => call('StatusNotification', { timestamp: instant(), connectorStatus: word, evseId: 1, connectorId: 1 });
let seqNo = 0;
let register = 340_000;
const meter = (context) => [{ timestamp: instant(), sampledValue: [{ value: register, context, measurand: 'Energy.Active.Import.Register', unitOfMeasure: { unit: 'Wh' } }] }];
const event = (eventType, triggerReason, info, more) => call('TransactionEvent', {
  eventType, triggerReason, timestamp: instant(), seqNo: seqNo++, transactionInfo: { transactionId, ...info }, evse, ...more,
});

const remoteStart = new Promise((resolve) => client.handle('RequestStartTransaction', ({ params }) => {
  say('RequestStartTransaction', params);
  setImmediate(() => resolve(params));
  return { status: 'Accepted' };
}));
const remoteStop = new Promise((resolve) => client.handle('RequestStopTransaction', ({ params }) => {
  say('RequestStopTransaction', params);
  const mine = params.transactionId === transactionId;
  if (mine) setImmediate(resolve);
  return { status: mine ? 'Accepted' : 'Rejected' };
}));
client.handle(({ method }) => {
  say('unexpected', method);
  throw new Error(`no ${method} here`);
});

await client.connect();
await call('BootNotification', { reason: 'PowerUp', chargingStation: { vendorName: 'Peer', model: 'Independent', firmwareVersion: '2.0' } });
await status('Available');
let idToken = { idToken: token, type: 'ISO14443' };
let remoteStartId;
if (mode === 'remote') {
  const asked = await remoteStart;
  idToken = asked.idToken;
  remoteStartId = asked.remoteStartId;
} else {
  await call('Authorize', { idToken });
}
await status('Occupied');
const started = await event('Started', mode === 'remote' ? 'RemoteStart' : 'Authorized', { chargingState: 'Charging', ...(remoteStartId === undefined ? {} : { remoteStartId }) }, { idToken, meterValue: meter('Transaction.Begin') });
if (!started.idTokenInfo || started.idTokenInfo.status === 'Accepted') {
  for (let i = 0; i < 3; i++) {
    register += 250;
    await event('Updated', 'MeterValuePeriodic', { chargingState: 'Charging' }, { meterValue: meter('Sample.Periodic') });
  }
  if (mode === 'remote') await remoteStop;
  register += 50;
  await event('Ended', mode === 'remote' ? 'RemoteStop' : 'StopAuthorized', { stoppedReason: mode === 'remote' ? 'Remote' : 'Local', chargingState: 'Idle' }, { meterValue: meter('Transaction.End') });
}
await status('Available');
await call('Heartbeat', {});
await client.close();
