import './no-eval.ts';
import { connectLink } from './link/connect.ts';
import { startConsole } from './shell/start.tsx';

startConsole(connectLink());
