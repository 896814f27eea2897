import { ITERATIONS_VARIABLE, MICROS_VARIABLE, WINDOW_VARIABLE } from './gate-variables.ts';

/** Property with the gate's source; with the gate itself once it has been asked for. */
export const GATE_PROPERTY = 'plimsoll.gate';

/** Property of a thread group that says which stream of the load it is. */
export const STREAM_PROPERTY = 'plimsoll.stream';

/**
 * The condition that lets a user into the next iteration when its time has come; it is never true. The same words everywhere: JMeter
 * compiles them in every thread that comes before the first has done so. A server of JMeter's keeps its properties between runs, so
 * source that has arrived anew takes the place of the gate of an earlier one.
 */
export const GATE_CONDITION = `\${__groovy(props.compute("${GATE_PROPERTY}"\\, { name\\, gate -> gate instanceof String ? new GroovyClassLoader(Thread.currentThread().getContextClassLoader()).parseClass(gate).getConstructor(Properties).newInstance(props) : gate }).enter(ctx))}`;

/**
 * What holds a JMeter to the slots of its side, in Groovy, which every JMeter has. Why it is written as it is:
 * - Arrivals are numbered along the time of the side's own slots, put end to end, with a jitter of up to one gap. Whichever user is
 *   free takes the next; one whose slot is over before anybody is free is dropped, or served late where the pace says so.
 * - Samples wait, too: an iteration that thinks or crosses the end of a slot goes on in the next slot of its side, as far into it as it
 *   would have been, so that nobody bursts in at a slot's edge.
 * - They wait in a SampleMonitor, the only hook between timers and request: JMeter adds up all timers in scope and sleeps only then,
 *   so a timer of ours could not know what is still to come. JMeter looks for monitors among the elements of a plan, and Groovy can be
 *   none, so the gate adds itself to each thread's list.
 * - JMeter counts in whole milliseconds. The monitor also sees when a sample ends, and keeps the microseconds in a variable.
 * - What becomes of iterations goes where samples go, as rows of our own ten times a second: the one way that leads back from other
 *   machines, too.
 */
export const GATE_SOURCE = `
import groovy.transform.CompileStatic
import java.lang.reflect.Field
import java.util.concurrent.atomic.AtomicLong
import java.util.concurrent.atomic.AtomicLongArray
import java.util.concurrent.locks.LockSupport
import org.apache.jmeter.reporters.ResultCollector
import org.apache.jmeter.samplers.SampleEvent
import org.apache.jmeter.samplers.SampleListener
import org.apache.jmeter.samplers.SampleMonitor
import org.apache.jmeter.samplers.SampleResult
import org.apache.jmeter.samplers.Sampler
import org.apache.jmeter.threads.JMeterContext
import org.apache.jmeter.threads.JMeterThread
import org.apache.jmeter.threads.JMeterVariables
import org.apache.jmeter.threads.SetupThreadGroup
import org.apache.jorphan.collections.HashTree
import org.apache.jorphan.collections.SearchByClass

@CompileStatic
class Gate {
  private static final long EPOCH = System.currentTimeMillis()
  private static final long NANOS = System.nanoTime()
  private static final Field MONITORS = JMeterThread.getDeclaredField('sampleMonitors')
  private static final Field TREE = JMeterThread.getDeclaredField('testTree')
  static { MONITORS.setAccessible(true); TREE.setAccessible(true) }
  /** What this machine is called in rows of our own. */
  private static final String NAME = Long.toString(new Random().nextLong(), 36)
  /** After the last slot users wait this long to be told to stop, ms: then nobody is left who would. */
  private static final long PATIENCE = 60_000

  private final double start, slot, guard
  private final int perWindow, warmup, firstWindow, windows
  private final boolean saturates, servesLate
  /** Of all slots of the leg, whether they are ours; ours by number; arrivals of all streams before each of ours. */
  private final boolean[] mine
  private final int[] own
  private final double[] before
  private final double[] weights
  private final AtomicLongArray next
  private final StringBuilder events = new StringBuilder()
  /** Who keeps the results: JMeter's file, or the way to it. */
  private volatile List<SampleListener> keepers = null

  Gate(Properties props) {
    start = number(props, 'start'); slot = number(props, 'slot'); guard = number(props, 'guard')
    perWindow = (int) number(props, 'perWindow'); warmup = (int) number(props, 'warmup')
    firstWindow = (int) number(props, 'firstWindow'); windows = (int) number(props, 'windows')
    saturates = props.getProperty('plimsoll.pace') == 'saturate'
    servesLate = props.getProperty('plimsoll.late') == 'served'
    double[] slots = numbers(props, 'slots')
    own = new int[slots.length]
    mine = new boolean[(warmup + windows) * perWindow]
    double[] rates = numbers(props, 'rates')
    before = new double[slots.length + 1]
    for (int k = 0; k < slots.length; k++) {
      own[k] = (int) slots[k]
      mine[own[k]] = true
      before[k + 1] = before[k] + rates[Math.min((int) (own[k] / perWindow), rates.length - 1)] * slot / 1000
    }
    weights = numbers(props, 'weights')
    next = new AtomicLongArray(weights.length)
    for (int stream = 0; stream < weights.length; stream++) next.set(stream, (long) Math.ceil(passed(now()) * weights[stream]))
    new Teller(this).start()
  }

  private static double number(Properties props, String name) { Double.parseDouble(props.getProperty('plimsoll.' + name)) }
  private static double[] numbers(Properties props, String name) {
    String[] texts = props.getProperty('plimsoll.' + name).split(',')
    double[] values = new double[texts.length]
    for (int k = 0; k < texts.length; k++) values[k] = Double.parseDouble(texts[k])
    return values
  }
  static double now() { EPOCH + (System.nanoTime() - NANOS) / 1e6d }

  void tell(String event) { synchronized (events) { events.append(event).append(';') } }

  /** Sends what has been told since the last time. */
  void report() {
    if (keepers == null) return
    String told
    synchronized (events) { told = events.toString(); events.setLength(0) }
    if (told.isEmpty()) return
    SampleResult result = new SampleResult()
    result.setSampleLabel('plimsoll')
    result.setStampAndTime(System.currentTimeMillis(), 0)
    result.setResponseCode(NAME)
    result.setSuccessful(true)
    JMeterVariables vars = new JMeterVariables()
    vars.put('${ITERATIONS_VARIABLE}', told)
    SampleEvent event = new SampleEvent(result, 'plimsoll', vars)
    for (SampleListener keeper : keepers) keeper.sampleOccurred(event)
  }

  boolean isOver() { now() > start + mine.length * slot + PATIENCE }

  /** Listeners of the user's that run scripts are left in peace. */
  private void findKeepers(JMeterThread thread) {
    SearchByClass<SampleListener> search = new SearchByClass<SampleListener>(SampleListener)
    ((HashTree) TREE.get(thread)).traverse(search)
    keepers = search.getSearchResults().findAll { it instanceof ResultCollector || it.getClass().getSimpleName().startsWith('Remote') }.toList()
  }

  /** False once somebody wants the thread to end. */
  private static boolean sleepUntil(double at) {
    for (double left = at - now(); left > 0; left = at - now()) {
      if (Thread.currentThread().isInterrupted()) return false
      LockSupport.parkNanos((long) (left * 1e6d))
    }
    return true
  }

  private int slotAt(double at) { (int) Math.floor((at - start) / slot) }
  private boolean isMine(int number) { number >= 0 && number < mine.length && mine[number] }

  /** Arrivals that were due by then. */
  private double passed(double at) {
    int number = slotAt(at)
    int found = Arrays.binarySearch(own, number)
    if (found < 0) return before[-found - 1]
    return before[found] + (before[found + 1] - before[found]) * ((at - start) / slot - number)
  }

  String enter(JMeterContext context) {
    // Our own setUp group comes by so that everything is compiled before there are many threads.
    if (context.getThreadGroup() instanceof SetupThreadGroup) return 'false'
    // JMeter was told to stop: what it broke off has not ended.
    if (Thread.currentThread().isInterrupted()) return 'false'
    JMeterVariables vars = context.getVariables()
    Lane lane = (Lane) vars.getObject('plimsoll')
    if (lane == null) {
      lane = new Lane(this, vars)
      vars.putObject('plimsoll', lane)
      if (keepers == null) findKeepers(context.getThread())
      ((Collection) MONITORS.get(context.getThread())).add(lane)
    }
    lane.end()
    if (slotAt(now()) > own[own.length - 1]) waitForEnd(context)
    else if (saturates) waitForSlot()
    else waitForArrival(context, context.getThreadGroup().getPropertyAsInt('${STREAM_PROPERTY}'))
    lane.begin(now())
    return 'false'
  }

  private void waitForArrival(JMeterContext context, int stream) {
    while (!Thread.currentThread().isInterrupted()) {
      double number = (next.getAndIncrement(stream) + Math.random()) / weights[stream]
      int found = Arrays.binarySearch(before, number)
      int nth = found >= 0 ? found : -found - 2
      if (nth >= own.length) { waitForEnd(context); return }
      double share = (number - before[nth]) / (before[nth + 1] - before[nth])
      double due = start + (own[nth] + share) * slot
      if (now() < start + (own[nth] + 1) * slot && sleepUntil(due) && slotAt(now()) == own[nth]) return
      if (servesLate) { waitForSlot(); return }
      tell('d ' + (long) due)
    }
  }

  /** JMeter is about to be told to stop. A server whose client was killed would otherwise stay busy for ever. */
  private void waitForEnd(JMeterContext context) {
    if (!sleepUntil(start + mine.length * slot + PATIENCE)) return
    context.getEngine().stopTest(true)
    sleepUntil(Double.MAX_VALUE)
  }

  /** Until the same moment of the next slot that is ours; at once where there is none to come. */
  void waitForSlot() {
    while (!Thread.currentThread().isInterrupted()) {
      double at = now()
      int number = slotAt(at)
      if (isMine(number) || number >= mine.length) return
      int found = Arrays.binarySearch(own, number)
      int nth = found >= 0 ? found : -found - 1
      if (nth >= own.length) return
      sleepUntil(at + (own[nth] - number) * slot)
    }
  }

  /** The counted window of a moment; -1 outside of them, and right after a change of side, when the other's requests still wait. */
  int windowAt(double at) {
    int number = slotAt(at)
    int window = (int) Math.floor(number / (double) perWindow) - warmup
    if (window < 0 || window >= windows || !isMine(number)) return -1
    return isMine(number - 1) || at - start - number * slot >= guard ? firstWindow + window : -1
  }
}

@CompileStatic
class Teller extends Thread {
  private final Gate gate

  Teller(Gate gate) { this.gate = gate; setDaemon(true) }

  void run() { while (!gate.isOver()) { sleep(100); gate.report() } }
}

/** One user. */
@CompileStatic
class Lane implements SampleMonitor {
  private final Gate gate
  private final JMeterVariables vars
  private int window = -1
  private double began
  private long sampleNanos

  Lane(Gate gate, JMeterVariables vars) { this.gate = gate; this.vars = vars }

  void begin(double at) {
    began = at
    window = gate.windowAt(at)
    if (window >= 0) gate.tell('b ' + window + ' ' + (long) at)
  }

  void end() {
    if (window >= 0) {
      double at = Gate.now()
      gate.tell('e ' + window + ' ' + (at - began).round(3) + ' ' + (long) at)
    }
    window = -1
  }

  void sampleStarting(Sampler sampler) {
    gate.waitForSlot()
    int at = gate.windowAt(Gate.now())
    vars.put('${WINDOW_VARIABLE}', at < 0 ? '' : String.valueOf(at))
    sampleNanos = System.nanoTime()
  }

  void sampleEnded(Sampler sampler) {
    vars.put('${MICROS_VARIABLE}', String.valueOf((long) ((System.nanoTime() - sampleNanos) / 1000L)))
  }
}
`;
