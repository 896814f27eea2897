import http from 'k6/http';
import { origins } from './settings.js';

export const read = (path) => http.get(`${origins.shop}${path}`);
