// One charge over OCPP 1.6J by an independent client whose strict mode checks every message against the published schemas.
// usage: node ocpp16.mjs ENDPOINT IDENTITY PASSWORD IDTAG local|remote
import { RPCClient } from 'ocpp-rpc';

const [endpoint, identity, password, idTag, mode] = process.argv.slice(2);
const client = new RPCClient({ endpoint, identity, password, protocols: ['ocpp1.6'], strictMode: true, reconnect: false });
const say = (step, answer) => console.log(JSON.stringify({ step, answer }));
const call = async (action, params) => {
  const answer = await client.call(action, params);
  say(action, answer);
  return answer;
};
const instant = () => new Date().toISOString();
const status = (word) => call('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: word, timestamp: instant() });

let started;
const remoteStart = new Promise((resolve) => client.handle('RemoteStartTransaction', ({ params }) => {
  say('RemoteStartTransaction', params);
  setImmediate(() => resolve(params.idTag));
  return { status: 'Accepted' };
}));
const remoteStop = new Promise((resolve) => client.handle('RemoteStopTransaction', ({ params }) => {
  say('RemoteStopTransaction', params);
  const mine = params.transactionId === started;
  if (mine) setImmediate(resolve);
  return { status: mine ? 'Accepted' : 'Rejected' };
}));
client.handle(({ method }) => {
  say('unexpected', method);
  throw new Error(`no ${method} here`);
});

await client.connect();
await call('BootNotification', { chargePointVendor: 'Peer', chargePointModel: 'Independent', firmwareVersion: '1.0' });
await status('Available');
let tag = idTag;
if (mode === 'remote') {
  tag = await remoteStart;
} else {
  await call('Authorize', { idTag: tag });
}
await status('Preparing');
let register = 120_000;
const start = await call('StartTransaction', { connectorId: 1, idTag: tag, meterStart: register, timestamp: instant() });
started = start.transactionId;
if (start.idTagInfo.status === 'Accepted') {
  await status('Charging');
  for (let i = 0; i < 3; i++) {
    register += 250;
    await call('MeterValues', {
      connectorId: 1,
      transactionId: started,
      meterValue: [{ timestamp: instant(), sampledValue: [{ value: String(register), measurand: 'Energy.Active.Import.Register', unit: 'Wh' }, { value: '6.9', measurand: 'Power.Active.Import', unit: 'kW' }] }],
    });
  }
  if (mode === 'remote') await remoteStop;
  register += 50;
  await call('StopTransaction', { transactionId: started, idTag: tag, meterStop: register, timestamp: instant(), reason: mode === 'remote' ? 'Remote' : 'Local' });
  await status('Finishing');
}
await status('Available');
await call('Heartbeat', {});
await client.close();
