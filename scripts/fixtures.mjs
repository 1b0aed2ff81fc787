export async function ensureFixtures() {}
