/** Whether a guide is asked to record. Without either attribute its checks stay on this device. */
export function isRecorded({records, endpoint}: {readonly records: string; readonly endpoint: string}): boolean {
  return records.trim() === '' ? endpoint !== '' : records.trim() !== 'none';
}
