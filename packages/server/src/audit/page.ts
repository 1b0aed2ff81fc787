import {createHash} from 'node:crypto';
import {asset} from '../http/assets.js';
import type {Acceptance, AuditDocument} from './format.js';

const script = asset('audit.js');
const style = asset('audit.css');
const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing is loaded, nothing is sent; only this script and these styles count. */
const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'`;

/** What the page shows. */
export interface AuditData {
  made: string;
  server: string;
  records: number;
  keys: string[];
  documents: AuditDocument[];
  acceptances: Acceptance[];
}

/** A page that needs no server: opened by a double click, it shows who accepted what, and who did not. */
export function auditPage(data: AuditData): string {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c'); // nothing in it ends the element
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Uggla</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<main></main>
<script type="application/json" id="data">${json}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** What stands in the file for who opens it. */
export const readme = `index.html        who accepted what and when (open it by a double click)
                  quién aceptó qué y cuándo (ábralo con doble clic)
acceptances.csv   the same for a spreadsheet / lo mismo para una hoja de cálculo
records.jsonl     all records, one a line, each bound to the one before by its hash
                  todos los registros, uno por línea, cada uno ligado al anterior
documents/        the documents to accept / los documentos que se aceptan
signatures/       the server's signatures (JWS, RS256) / las firmas del servidor
people.json       salts of the pseudonyms that the chain has / sales de los seudónimos de la cadena
keys.json         the server's public keys / las claves públicas del servidor
seal.jws          what was exported, signed / lo que se exportó, firmado

Check / comprobar:  uggla verify <this file> --key <public keys, from elsewhere>
The keys / las claves:  /.well-known/jwks.json
`;
