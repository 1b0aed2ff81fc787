import '../families.js';
import '@uggla/catalog/define.js';
